using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard.Checks;

/// <summary>PostgreSQL reads <c>(x).f</c> as a call of <c>f(x)</c> when x has no such field; a field may not bear the name of a function that acts.</summary>
internal static class AttributeCheck
{
    private static readonly string[] Prefixes =
    [
        "pg_",
        "lo_",
        "dblink",
        "txid_",
        "binary_upgrade_",
        "plpgsql_",
        "inet_client",
        "inet_server",
        "plpy",
        "xp_",
    ];

    private static readonly FrozenSet<string> Names = (
        "nextval currval setval lastval set_config current_setting query_to_xml query_to_xmlschema query_to_xml_and_xmlschema table_to_xml table_to_xmlschema"
        + " table_to_xml_and_xmlschema schema_to_xml schema_to_xmlschema schema_to_xml_and_xmlschema database_to_xml database_to_xmlschema"
        + " database_to_xml_and_xmlschema cursor_to_xml cursor_to_xmlschema ts_stat ts_rewrite crosstab connectby setseed loread lowrite"
        + " currtid currtid2 amvalidate brin_summarize_new_values brin_summarize_range brin_desummarize_range gin_clean_pending_list"
        + " row_security_active getdatabaseencoding to_regclass to_regproc to_regrole uuid_generate_v1mc"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Snowflake draws from a sequence by <c>seq.NEXTVAL</c>, which looks like a column.</summary>
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
        if (facts.Dialect.Family == DialectFamily.Snowflake)
            return Sequence(facts);
        if (facts.Dialect.Family is not (DialectFamily.Postgres or DialectFamily.Redshift))
            return null;
        foreach (var node in facts.Nodes)
        {
            if (node is Expression.Typed { Type: DataType.Named type } && Acts(type.Name))
                return new(RefusalCodes.Function, $"{type.Name} names a function that is not allowed, and no type.", node);
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

    private static bool Acts(string name) => Names.Contains(name) || HasPrefix(name) || IsPrivilegeTest(name);

    private static bool HasPrefix(string name)
    {
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static bool IsPrivilegeTest(string name) =>
        name.StartsWith("has_", StringComparison.OrdinalIgnoreCase) && name.EndsWith("_privilege", StringComparison.OrdinalIgnoreCase);
}
