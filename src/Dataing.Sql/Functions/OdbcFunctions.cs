using System.Collections.Frozen;

namespace Dataing.Sql.Functions;

/// <summary>The scalar functions of ODBC, which SQL Server reads in <c>{fn f(x)}</c> alone; those that tell who and where the session is, or that repeat a text, are left out.</summary>
internal static class OdbcFunctions
{
    private static readonly FrozenSet<string> Names = (
        "ascii bit_length char char_length character_length concat difference lcase left length locate ltrim octet_length position replace right rtrim"
        + " soundex space substring ucase abs acos asin atan atan2 ceiling cos cot degrees exp floor log log10 mod pi power radians rand round sign sin"
        + " sqrt tan truncate curdate current_date current_time current_timestamp curtime dayname dayofmonth dayofweek dayofyear hour minute month"
        + " monthname now quarter second timestampadd timestampdiff week year ifnull convert"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The function of that name; one that SQL Server has too keeps what its own list says of sizes.</summary>
    public static FunctionEntry? Find(string name, FunctionCatalogue own) =>
        Names.Contains(name) ? own.Find(name) ?? new FunctionEntry(name, FunctionClasses.Scalar) : null;
}
