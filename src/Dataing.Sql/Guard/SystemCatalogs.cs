using System.Collections.Frozen;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Guard;

/// <summary>Which relations belong to the engine and not to its users.</summary>
internal static class SystemCatalogs
{
    private static readonly FrozenDictionary<DialectFamily, FrozenSet<string>> Schemas = new Dictionary<DialectFamily, FrozenSet<string>>
    {
        [DialectFamily.Postgres] = Set("pg_catalog pg_toast information_schema pg_temp"),
        [DialectFamily.Redshift] = Set("pg_catalog pg_toast information_schema pg_internal pg_automv catalog_history sys"),
        [DialectFamily.MySql] = Set("information_schema mysql performance_schema sys ndbinfo"),
        [DialectFamily.Sqlite] = Set("information_schema"),
        [DialectFamily.DuckDb] = Set("information_schema pg_catalog system"),
        // Connectors hand through the catalogues of the engines behind them.
        [DialectFamily.Trino] = Set("information_schema system jmx pg_catalog performance_schema sys"),
        [DialectFamily.Snowflake] = Set(
            "information_schema account_usage organization_usage reader_account_usage data_sharing_usage snowflake"
        ),
        [DialectFamily.BigQuery] = Set("information_schema"),
        [DialectFamily.ClickHouse] = Set("information_schema system _temporary_and_external_tables"),
        [DialectFamily.Databricks] = Set("information_schema system sys"),
        [DialectFamily.SqlServer] = Set("information_schema sys master msdb tempdb model resource"),
        [DialectFamily.Cassandra] = Set(
            "information_schema system system_schema system_schema_mcs system_auth system_distributed system_traces system_views system_virtual_schema system_multiregion_info system_cluster_metadata"
        ),
    }.ToFrozenDictionary();

    /// <summary>Relations of the engine that need no schema before them; a trailing * stands for the rest of the name.</summary>
    private static readonly FrozenDictionary<DialectFamily, Relations> Bare = new Dictionary<DialectFamily, string[]>
    {
        [DialectFamily.Postgres] = ["pg_*"],
        [DialectFamily.Redshift] =
        [
            "pg_*",
            "stl_*",
            "stv_*",
            "svl_*",
            "svv_*",
            "svcs_*",
            "stcs_*",
            "sys_query_*",
            "sys_load_*",
            "sys_connection_*",
            "sys_session_*",
            "sys_external_*",
            "sys_serverless_*",
            "sys_spectrum_*",
            "sys_unload_*",
            "sys_userlog",
            "sys_vacuum_*",
            "sys_analyze_*",
            "sys_copy_*",
            "sys_datashare_*",
            "sys_procedure_*",
            "sys_stream_*",
            "sys_transaction_*",
            "sys_undo_*",
            "sys_udf_*",
            "sys_mv_*",
            "sys_integration_*",
            "sys_automatic_*",
            "sys_auto_*",
            "sys_rerun_*",
            "sys_restore_*",
            "sys_schema_quota_*",
            "sys_applied_masking_*",
            "padb_*",
        ],
        [DialectFamily.MySql] = ["innodb_*"],
        [DialectFamily.Sqlite] =
        [
            "sqlite_*",
            "pragma_*",
            "dbstat",
            "fsdir",
            "completion",
            "bytecode",
            "tables_used",
            "generate_series",
            "json_each",
            "json_tree",
            "jsonb_each",
            "jsonb_tree",
            "zipfile",
            "carray",
            "wholenumber",
            "fts5vocab",
            "fts4aux",
            "fts3tokenize",
            "csv",
            "closure",
            "prefixes",
            "unionvtab",
            "swarmvtab",
            "vsv",
        ],
        [DialectFamily.DuckDb] =
        [
            "duckdb_*",
            "pragma_*",
            "sqlite_master",
            "sqlite_schema",
            "sqlite_temp_master",
            "sqlite_temp_schema",
            "pg_*",
            "which_secret",
        ],
        [DialectFamily.BigQuery] = ["__tables__", "__tables_summary__", "__partitions_summary__", "__dataset__", "information_schema*"],
        [DialectFamily.SqlServer] =
        [
            "sysobjects",
            "syscolumns",
            "sysusers",
            "syslogins",
            "sysdatabases",
            "sysprocesses",
            "sysindexes",
            "sysservers",
            "sysfiles",
            "sysfilegroups",
            "sysconfigures",
            "syscomments",
            "sysdepends",
            "sysforeignkeys",
            "sysindexkeys",
            "sysmembers",
            "sysperfinfo",
            "syspermissions",
            "sysprotects",
            "sysreferences",
            "systypes",
            "syscacheobjects",
            "syscharsets",
            "sysconstraints",
            "syscurconfigs",
            "sysdevices",
            "syslanguages",
            "syslockinfo",
            "sysmessages",
            "sysoledbusers",
            "sysopentapes",
            "sysremotelogins",
            "sysaltfiles",
            "dm_*",
            "spt_values",
        ],
    }.ToFrozenDictionary(b => b.Key, b => new Relations(b.Value));

    public static bool IsSystemSchema(string written, SqlDialect dialect) => IsSystem(Folded(written), dialect);

    private static bool IsSystem(string name, SqlDialect dialect) =>
        Schemas[dialect.Family].Contains(name)
        || (dialect.Family is DialectFamily.Postgres or DialectFamily.Redshift && StartsWith(name, "pg_"))
        || (dialect.Family == DialectFamily.Cassandra && (StartsWith(name, "system_") || StartsWith(name, "dse_")))
        || (dialect.Family == DialectFamily.MySql && StartsWith(name, "innodb_"));

    /// <summary>Whether a relation without a schema, or with one of the user's, is the engine's all the same.</summary>
    public static bool IsSystemRelation(Identifier name, SqlDialect dialect) =>
        Bare.TryGetValue(dialect.Family, out var relations) && relations.Contain(Folded(name.Text));

    /// <summary>Letters that an engine may take for ASCII ones when it ignores case: MySQL lowers İ to i.</summary>
    private static string Folded(string name) =>
        System.Text.Ascii.IsValid(name)
            ? name
            : string.Create(
                name.Length,
                name,
                static (folded, written) =>
                {
                    for (var i = 0; i < written.Length; i++)
                        folded[i] = written[i] switch
                        {
                            '\u0130' or '\u0131' => 'i',
                            '\u017F' => 's',
                            '\u212A' => 'k',
                            >= '\uFF01' and <= '\uFF5E' => (char)(written[i] - 0xFEE0),
                            var other => other,
                        };
                }
            );

    private static bool StartsWith(string name, string start) => name.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names in full, and beginnings of names.</summary>
    private sealed class Relations(string[] patterns)
    {
        private readonly FrozenSet<string> _names = patterns.Where(p => !p.EndsWith('*')).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        private readonly string[] _starts = [.. patterns.Where(p => p.EndsWith('*')).Select(p => p[..^1])];

        public bool Contain(string name)
        {
            foreach (var start in _starts)
            {
                if (StartsWith(name, start))
                    return true;
            }
            return _names.Contains(name);
        }
    }
}
