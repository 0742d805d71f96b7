using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Functions;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>Which function a written name means; a name that could mean another one means none.</summary>
internal static class FunctionNames
{
    private static readonly FrozenSet<string> XmlMethods = new[] { "value", "query", "exist", "nodes" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> SqlServerSchemas = new[] { "dbo", "sys", "guest", "db_owner" }.ToFrozenSet(
        StringComparer.OrdinalIgnoreCase
    );

    public static FunctionEntry? Find(ObjectName name, QueryFacts facts) =>
        facts.NamesFunctions ? ByPolicy(name, facts) : ByCatalogue(name, facts);

    private static FunctionEntry? ByPolicy(ObjectName name, QueryFacts facts)
    {
        var policy = facts.Policy;
        var last = name.Last.Text;
        if (policy.DeniedFunctions.Count > 0 && policy.DeniedFunctions.Any(f => Same(f, last) || Same(f, name.ToString())))
            return null;
        if (policy.AllowedFunctions.Count > 0 && policy.AllowedFunctions.Any(f => Same(f, name.ToString())))
            return facts.Functions.Find(last) ?? new FunctionEntry(last, FunctionClasses.None);
        return ByCatalogue(name, facts);
    }

    /// <summary>A function of ODBC in <c>{fn …}</c>, which needs no name before it and is no function of the engine's.</summary>
    public static FunctionEntry? FindOdbc(ObjectName name, QueryFacts facts) =>
        name.Parts is [{ Quoted: false } only] && !facts.Policy.DeniedFunctions.Any(f => Same(f, only.Text))
            ? OdbcFunctions.Find(only.Text, facts.Functions)
            : null;

    /// <summary>A method of SQL Server's XML, geography, geometry or hierarchyid values.</summary>
    public static bool IsMethod(string name) => XmlMethods.Contains(name) || IsTypeMethod(name.ToLowerInvariant());

    /// <summary>SQL Server's own types with static methods; any other type is a program that somebody loaded.</summary>
    public static bool IsTypeWithMethods(string name) => Same(name, "geography") || Same(name, "geometry") || Same(name, "hierarchyid");

    private static FunctionEntry? ByCatalogue(ObjectName name, QueryFacts facts) =>
        name.Parts.Count == 1 ? Unqualified(name.Last, facts) : Qualified(name, facts);

    private static FunctionEntry? Unqualified(Identifier name, QueryFacts facts) =>
        MeansItsLetters(name, facts.Dialect) && facts.Functions.Find(name.Text) is { } entry && !IsXmlMethod(name, facts) ? entry : null;

    private static FunctionEntry? Qualified(ObjectName name, QueryFacts facts)
    {
        var parts = name.Parts.Select(p => p.Text.ToLowerInvariant()).ToArray();
        if (!name.Parts.All(p => MeansItsLetters(p, facts.Dialect)))
            return null;
        return facts.Dialect.Family switch
        {
            DialectFamily.Postgres or DialectFamily.Redshift when parts is ["pg_catalog", var function] => facts.Functions.Find(function),
            DialectFamily.BigQuery => facts.Functions.Find(string.Join('.', parts[0] == "safe" ? parts[1..] : parts)),
            DialectFamily.Trino when parts is ["system", "builtin", var function] => facts.Functions.Find(function),
            DialectFamily.Databricks when parts is ["system", "builtin", _] or ["builtin", _] => facts.Functions.Find(parts[^1]),
            DialectFamily.SqlServer
                when (XmlMethods.Contains(name.Last.Text) || IsTypeMethod(parts[^1]))
                    && !SqlServerSchemas.Contains(parts[0])
                    && parts.Length <= 3 => facts.Functions.Find(name.Last.Text),
            _ => null,
        };
    }

    /// <summary>The methods of SQL Server's XML type are no functions of their own.</summary>
    private static bool IsXmlMethod(Identifier name, QueryFacts facts) =>
        facts.Dialect.Family == DialectFamily.SqlServer && XmlMethods.Contains(name.Text);

    /// <summary>The methods of geography, geometry and hierarchyid columns.</summary>
    private static bool IsTypeMethod(string name) =>
        name.StartsWith("st", StringComparison.Ordinal)
            && name is not ("string_split" or "string_agg" or "string_escape" or "stuff" or "str")
        || name is "getlevel" or "getancestor" or "getdescendant" or "isdescendantof" or "tostring" or "makevalid" or "reduce";

    /// <summary>A quoted name keeps its letter case, so <c>"ABS"</c> is not <c>abs</c> where names fold.</summary>
    private static bool MeansItsLetters(Identifier name, SqlDialect dialect) =>
        !name.Quoted
        || dialect.Grammar.NameCase switch
        {
            NameCase.Lower => !name.Text.Any(char.IsUpper),
            NameCase.Upper => !name.Text.Any(char.IsLower),
            _ => true,
        };

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
