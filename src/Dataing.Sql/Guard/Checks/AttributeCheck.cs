using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>PostgreSQL reads <c>(x).f</c> as a call of <c>f(x)</c> when x has no such field; a field may not bear the name of a function that acts.</summary>
internal static class AttributeCheck
{
    private static readonly FrozenSet<string> Names = (
        "nextval currval setval lastval set_config current_setting query_to_xml query_to_xmlschema query_to_xml_and_xmlschema table_to_xml table_to_xmlschema"
        + " table_to_xml_and_xmlschema schema_to_xml schema_to_xmlschema schema_to_xml_and_xmlschema database_to_xml database_to_xmlschema"
        + " database_to_xml_and_xmlschema cursor_to_xml cursor_to_xmlschema ts_stat ts_rewrite crosstab connectby setseed loread lowrite"
        + " currtid currtid2 amvalidate brin_summarize_new_values brin_summarize_range brin_desummarize_range gin_clean_pending_list"
        + " row_security_active getdatabaseencoding to_regclass to_regproc to_regrole uuid_generate_v1mc"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> ObjectTypes =
        "regclass regproc regprocedure regoper regoperator regtype regrole regnamespace regcollation"
            .Split(' ')
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Snowflake, and MariaDB in Oracle's mode, draw from a sequence by <c>seq.NEXTVAL</c>, which looks like a column.</summary>
    private static Finding? Sequence(QueryFacts facts)
    {
        foreach (var node in facts.Nodes)
        {
            if (
                node is Expression.Column { Parts.Count: > 1 } column
                && column.Last.Text.Equals("NEXTVAL", StringComparison.OrdinalIgnoreCase)
            )
                return new(RefusalCodes.Function, "Remove NEXTVAL: a query must not draw from a sequence.", node);
        }
        return null;
    }

    public static Finding? Examine(QueryFacts facts)
    {
        if (facts.Dialect.Family == DialectFamily.Snowflake || facts.Dialect.Name == "mariadb")
            return Sequence(facts);
        if (facts.Dialect.Family is not (DialectFamily.Postgres or DialectFamily.Redshift))
            return null;
        foreach (var node in facts.Nodes)
        {
            if (node is Expression.Typed { Type: DataType.Named type } && Acts(type.Name))
                return new(RefusalCodes.Function, $"{type.Name} names a function that is not allowed, and no type.", node);
            if (node is Expression.Typed { Type: DataType.Named typed } && LooksUp(typed.Name))
                return Lookup(typed.Name, node);
            if (
                node is Expression.Cast { Type: var target } cast
                && NamedIn(target) is { } name
                && LooksUp(name)
                && !IsTableOfRow(cast.Value)
            )
                return Lookup(name, node);
            var field = node switch
            {
                Expression.FieldAccess access => access.Field,
                Expression.Column { Parts.Count: > 1 } column => column.Last,
                _ => null,
            };
            if (field is not null && Acts(field.Text))
                return new(
                    RefusalCodes.Function,
                    $"The field {field.Text} would be read as a call of the function {field.Text}, which is not allowed.",
                    node
                );
        }
        return null;
    }

    private static Finding Lookup(string type, SqlNode node) =>
        new(
            RefusalCodes.SystemCatalog,
            $"A value as {type} is looked up in the system catalogue; compare names of the data instead.",
            node
        );

    /// <summary>The type itself, or that of an array's elements.</summary>
    private static string? NamedIn(DataType type) =>
        type switch
        {
            DataType.Named named => named.Name,
            DataType.Array array => NamedIn(array.Element),
            _ => null,
        };

    private static bool IsTableOfRow(Expression value) =>
        value is Expression.Column column && column.Last.Text.Equals("tableoid", StringComparison.OrdinalIgnoreCase);

    /// <summary>Types whose input is the name of a table, function, role… A column of such a type, as tableoid::regclass, only writes one out.</summary>
    private static bool LooksUp(string name) =>
        (Starts(name, "reg") || Starts(name, "pg_catalog.reg")) && ObjectTypes.Contains(name[(name.LastIndexOf('.') + 1)..]);

    private static bool Acts(string name) => Names.Contains(name) || HasPrefix(name);

    /// <summary>Told by the first letter, because every qualified column is asked.</summary>
    private static bool HasPrefix(string name) =>
        (name.Length == 0 ? '\0' : name[0] | 0x20) switch
        {
            'p' => Starts(name, "pg_") || Starts(name, "plpgsql_") || Starts(name, "plpy"),
            'l' => Starts(name, "lo_"),
            'd' => Starts(name, "dblink"),
            't' => Starts(name, "txid_"),
            'b' => Starts(name, "binary_upgrade_"),
            'i' => Starts(name, "inet_client") || Starts(name, "inet_server"),
            'x' => Starts(name, "xp_"),
            'h' => Starts(name, "has_") && name.EndsWith("_privilege", StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

    private static bool Starts(string name, string start) => name.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
