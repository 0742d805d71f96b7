using Dataing.Adapters.DataSources;
using Dataing.Analysis;
using Dataing.Core.DataSources;
using Dataing.Host.Cli;
using Dataing.Host.Runs;

namespace Dataing.Host.Tests.Scripted;

/// <summary>Runs for tests of the command line.</summary>
internal static class Run
{
    /// <summary>For tests in which nothing is investigated.</summary>
    public static InvestigationRun Unused { get; } =
        new(new ConnectorCatalog([]), _ => throw new InvalidOperationException("Nothing should be investigated."), TimeProvider.System);

    /// <summary>The analyst without any data source.</summary>
    public static InvestigationRun Unconnected { get; } = Over([]);

    /// <summary>As the program itself runs.</summary>
    public static InvestigationRun Real { get; } = Over(DataSourceRegistration.Connectors());

    public static InvestigationRun Over(IReadOnlyList<IDataSourceConnector> connectors) =>
        new(new ConnectorCatalog(connectors), inquiry => new BuiltInAnalyst(inquiry), TimeProvider.System);

    /// <summary>The files connector with trouble of the test's choice.</summary>
    public static InvestigationRun Troubled(Func<IDataSourceConnector, TroubledConnector> trouble) =>
        Over([trouble(DataSourceRegistration.Connectors().First(connector => connector.Kind == "files"))]);

    public static Task<CliResult> CliAsync(params string[] arguments) => CliAsync(Real, arguments);

    public static Task<CliResult> CliAsync(InvestigationRun run, params string[] arguments) =>
        CliAsync(run, TestContext.Current.CancellationToken, arguments);

    public static async Task<CliResult> CliAsync(InvestigationRun run, CancellationToken cancellationToken, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(arguments, run, output, error, cancellationToken);
        return new CliResult(code, output.ToString(), error.ToString());
    }
}

internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The last line of standard error, which says what to do.</summary>
    public string LastWords => Error.TrimEnd().Split('\n')[^1].TrimEnd('\r');
}
