using Dataing.Core.Intake;
using Dataing.Core.Lineage;

namespace Dataing.Core.Tests.Lineage;

public sealed class LineageReaderTests
{
    [Theory]
    [InlineData("""{"edges":[{"from":"raw.orders","to":"orders","job":"load_orders"}]}""")]
    [InlineData("""[{"source":"raw.orders","target":"orders","via":"load_orders","firstSeen":"x"}]""")]
    [InlineData(
        """{"Edges":[{"From":{"table":"raw","column":"orders"},"To":{"name":"orders"},"job":"load_orders"},{"from":"raw.orders","to":"orders","job":"load_orders"}],}"""
    )]
    public void Reads_edges(string json) =>
        LineageReader.Read(json).Edges.ShouldBe([new LineageEdge("raw.orders", "orders", "load_orders")]);

    [Theory]
    [InlineData("""{"edges":[{"from":"a","to":"b"},{"from":"c"}]}""", "edge 2 of the lineage has no \"to\"")]
    [InlineData("""{"edges":{}}""", "list \"edges\"")]
    [InlineData("""{"edges":["a"]}""", "edge 1 of the lineage must be an object")]
    [InlineData("""{"edges":[{"from":["a"],"to":"b"}]}""", "from must be")]
    [InlineData("nodes: a", "not valid JSON")]
    public void Refuses_with_the_edge_and_what_it_lacks(string json, string hint) =>
        Should.Throw<UnreadableInputException>(() => LineageReader.Read(json)).Message.ShouldContain(hint);
}
