using System.Reflection;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Tests.Syntax;

public sealed class SqlTreeTests
{
    private static readonly Type[] NodeTypes = [.. typeof(SqlNode).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(SqlNode)))];

    [Fact]
    public void Nodes_are_sealed_or_the_head_of_a_closed_family()
    {
        foreach (var type in NodeTypes)
        {
            var isHead = type.IsAbstract && type.GetConstructors().Length == 0;
            (type.IsSealed || isHead).ShouldBeTrue(type.FullName);
        }
    }

    [Fact]
    public void Nodes_below_are_found_wherever_a_record_holds_them()
    {
        foreach (var property in NodeTypes.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
        {
            var type = property.PropertyType;
            var holdsNodes = type.IsGenericType && type.GenericTypeArguments.Any(a => a.IsAssignableTo(typeof(SqlNode)));
            if (holdsNodes)
                type.GetGenericTypeDefinition().ShouldBe(typeof(SqlList<>), $"{property.DeclaringType}.{property.Name}");
        }
    }

    [Fact]
    public void Equality_looks_at_meaning_and_not_at_place()
    {
        var here = new Expression.Column([new Identifier("a") { Span = new(0, 1) }]) { Span = new(0, 1) };
        var there = new Expression.Column([new Identifier("a") { Span = new(9, 1) }]) { Span = new(9, 1) };
        here.ShouldBe(there);
        here.GetHashCode().ShouldBe(there.GetHashCode());
        here.ShouldNotBe(new Expression.Column([new Identifier("b")]));
    }

    [Fact]
    public void Walks_parents_before_children_in_the_order_of_declaration()
    {
        var sum = new Expression.Binary(new Expression.Number("1"), BinaryOperator.Add, new Expression.Number("2"));
        SqlTree.DescendantsAndSelf(sum).ShouldBe([sum, sum.Left, sum.Right]);
        SqlTree.Height(sum).ShouldBe(2);
    }
}
