using System.Text;

namespace Dataing.Bench.Sql.Mutations;

/// <summary>A rendered query with the insides of its texts blanked, read by a scanner of its own that shares nothing with the library's tokenizer.</summary>
internal static class BareText
{
    /// <summary>The query in which every text is <c>''</c> and quoted names stand between double quotes.</summary>
    public static string Of(string sql, string dialect)
    {
        var bare = new StringBuilder(sql.Length);
        var backslash = dialect is "mysql" or "mariadb" or "clickhouse" or "bigquery" or "databricks" or "snowflake";
        var quotedText = dialect is "bigquery" or "databricks" or "mysql" or "mariadb" ? "'\"" : "'";
        for (var at = 0; at < sql.Length; )
        {
            var open = sql[at];
            if (open == '/' && sql.AsSpan(at).StartsWith("/*"))
            {
                var after = sql.IndexOf("*/", at + 2, StringComparison.Ordinal);
                // What an executable comment says is left to be seen.
                bare.Append(sql.AsSpan(at).StartsWith("/*!") ? "/*!" : " ");
                at = after < 0 ? sql.Length : after + 2;
                continue;
            }
            var isText = quotedText.Contains(open, StringComparison.Ordinal);
            var isName = !isText && open is '"' or '`' || (open == '[' && dialect == "sqlserver");
            if (!isText && !isName)
            {
                bare.Append(open);
                at++;
                continue;
            }
            // E'…' has backslashes in PostgreSQL too.
            var escapes = backslash || (isText && at > 0 && sql[at - 1] is 'E' or 'e');
            var end = End(sql, at, open == '[' ? ']' : open, escapes);
            bare.Append(isText ? "''" : $"\"{sql[(at + 1)..(end - 1)]}\"");
            at = end;
        }
        return bare.ToString();
    }

    private static int End(string sql, int at, char close, bool escapes)
    {
        for (at++; at < sql.Length; at++)
        {
            if (sql[at] == '\\' && escapes)
                at++;
            else if (sql[at] == close && at + 1 < sql.Length && sql[at + 1] == close)
                at++;
            else if (sql[at] == close)
                return at + 1;
        }
        throw new InvalidOperationException($"A text has no end: {sql}");
    }
}
