using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Dataing.Bench.Sql.Mutations;

/// <summary>What does harm in some engine, written down by hand from the engines' manuals and not from the guard's lists, which say what is allowed.</summary>
internal static class Dangers
{
    /// <summary>Words of statements where one could stand, and of clauses that write, lock, set or leave the database.</summary>
    public const string Clauses =
        @"(?:^|\()\s*(?:INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\S+\s+SET|MERGE\s+INTO|DROP\s+\w+|CREATE\s+\w+|ALTER\s+\w+|TRUNCATE\s+\w+|COPY\s+\w+|ATTACH\s+\w+|PRAGMA\s+\w+|EXEC(?:UTE)?\s+\w+|CALL\s+\w+|SET\s+\w+)"
        + @"|(?<!\bAS\s)\bINTO\s+[\w""#@']+|\bFOR\s+(?:UPDATE|SHARE|NO\s+KEY|KEY\s+SHARE|BROWSE)|\bLOCK\s+IN|\bSETTINGS\s+\w+\s*=|\bFORMAT\s+\w+\s*$|;|/\*!|@@\w";

    /// <summary>Names that do harm when they are called.</summary>
    public static bool IsCalled(string name, string dialect) =>
        (Everywhere.Contains(name) || (ByDialect.TryGetValue(dialect, out var own) && own.IsMatch(name))) && !Harmless(name, dialect);

    /// <summary>Names that do harm when they are read from, or when what stands in them is.</summary>
    public static bool IsRead(IReadOnlyList<string> parts, string dialect) =>
        (Relations.TryGetValue(dialect, out var relations) && relations.IsMatch(parts[^1]))
        || parts.SkipLast(1).Any(p => Schemas.TryGetValue(dialect, out var schemas) && schemas.IsMatch(p));

    private static readonly FrozenSet<string> Everywhere = (
        "pg_sleep pg_sleep_for pg_sleep_until pg_read_file pg_read_binary_file pg_ls_dir pg_stat_file pg_terminate_backend pg_cancel_backend pg_reload_conf"
        + " pg_rotate_logfile pg_advisory_lock pg_try_advisory_lock lo_import lo_export lo_create lo_unlink dblink dblink_exec dblink_connect nextval setval currval"
        + " set_config current_setting query_to_xml table_to_xml schema_to_xml database_to_xml cursor_to_xml ts_stat sleep benchmark get_lock release_lock"
        + " is_used_lock is_free_lock load_file sys_exec sys_eval load_extension readfile writefile edit fts3_tokenizer read_csv read_csv_auto read_parquet"
        + " parquet_scan read_json read_json_auto read_text read_blob read_ndjson sniff_csv glob sqlite_scan postgres_scan mysql_scan iceberg_scan delta_scan getenv"
        + " getvariable which_secret duckdb_secrets duckdb_settings pragma_table_info file url s3 s3cluster gcs hdfs azureblobstorage remote remotesecure cluster"
        + " clusterallreplicas mysql postgresql sqlite mongodb redis jdbc odbc executable input loop sleepeachrow dictget evalmlmethod merge view dictionary"
        + " xp_cmdshell xp_dirtree xp_fileexist sp_executesql sp_oacreate openrowset openquery opendatasource openxml fn_trace_gettable fn_xe_file_target_read_file"
        + " external_query ml.predict reflect java_method secret read_files ai_query http_get http_post system$cancel_query system$wait system$typeof"
        + " result_scan infer_schema dblink_open xmltable_from_file utl_http.request dbms_pipe.receive_message exec execute eval sqlite3_exec"
    )
        .Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Regex> ByDialect = new Dictionary<string, string>
    {
        ["postgres"] =
            "^(?:pg_(?!typeof|size_pretty|column_size|collation_for|catalog)|lo_|dblink|txid_|binary_upgrade|inet_server|inet_client|has_\\w+_privilege|row_security)",
        ["redshift"] = "^(?:pg_(?!typeof|catalog)|lo_|dblink|has_\\w+_privilege)",
        ["mysql"] =
            "^(?:sys_|master_pos_wait|wait_for_|asynchronous_|group_replication_|ps_|uuid_short|row_count|last_insert_id|load_file|connection_id|found_rows)",
        ["mariadb"] =
            "^(?:sys_|master_pos_wait|master_gtid_wait|wait_for_|lastval|uuid_short|row_count|last_insert_id|load_file|connection_id|found_rows|spider_)",
        ["sqlite"] =
            "^(?:pragma_|load_extension|readfile|writefile|fsdir|zipfile|sqlite_(?:compileoption|offset|source)|last_insert_rowid|changes|total_changes)",
        ["duckdb"] =
            "^(?:duckdb_|pragma_|read_|scan_|parquet_|sqlite_|postgres_|mysql_|pg_|st_read|add_parquet_key|force_checkpoint|checkpoint|setseed|query|query_table|nextval|currval|txid_current)",
        ["trino"] = "^(?:query|table_changes|raw_query|procedure)$",
        ["snowflake"] =
            "^(?:system\\$|get_(?:ddl|presigned_url|stage_location)|result_scan|infer_schema|generate_column_description|snowflake\\.|ai_|build_)",
        ["bigquery"] = "^(?:external_|ml\\.|ai\\.|keys\\.|vector_search|appends|changes|session_user|error)",
        ["clickhouse"] =
            "^(?:file|url|s3|hdfs|remote|cluster|mysql|postgresql|sqlite|mongo|jdbc|odbc|executable|azure|gcs|deltalake|hudi|iceberg|dict(?:get|has)|sleep|joinget|catboost|addresstoline|addresstosymbol|demangle|getsetting|getmacro|hostname|fqdn|filesystem|uptime|showcertificate|queryid|currentdatabase|throwif|trap|initializedaggregation_|generaterandom_|view|viewif|merge|input|format|redis|loop)",
        ["databricks"] =
            "^(?:read_|reflect|java_method|try_reflect|secret|try_secret|ai_|http_request|remote_query|event_log|cloud_files|list_secrets|input_file)",
        ["sqlserver"] =
            "^(?:xp_|sp_|open|fn_|has_perms|is_member|is_srvrolemember|suser_|app_name|host_|session_|context_info|object_definition|serverproperty|connectionproperty|publishingservername|filetable|get_filestream)",
        ["cassandra"] = "^(?:sleep|load)",
    }.ToFrozenDictionary(d => d.Key, d => new Regex(d.Value, RegexOptions.IgnoreCase));

    private static readonly FrozenDictionary<string, Regex> Schemas = Patterns(
        ("postgres", "^(?:information_schema|pg_\\w+)$"),
        ("redshift", "^(?:information_schema|pg_\\w+)$"),
        ("mysql", "^(?:information_schema|mysql|performance_schema|sys)$"),
        ("mariadb", "^(?:information_schema|mysql|performance_schema|sys)$"),
        ("duckdb", "^(?:information_schema|pg_catalog|system)$"),
        ("trino", "^(?:information_schema|system|jmx)$"),
        ("snowflake", "^(?:information_schema|account_usage|organization_usage|snowflake)$"),
        ("bigquery", "^information_schema$"),
        ("clickhouse", "^(?:information_schema|system)$"),
        ("databricks", "^(?:information_schema|system|csv|parquet|json|text|delta|binaryfile|avro|orc|xml|jdbc)$"),
        ("sqlserver", "^(?:information_schema|sys|master|msdb|tempdb)$"),
        ("cassandra", "^system(?:_\\w+)?$")
    );

    private static readonly FrozenDictionary<string, Regex> Relations = Patterns(
        ("postgres", "^pg_\\w+$"),
        ("redshift", "^(?:pg_|st[lv]_|sv[lv]_|svcs_)\\w+$"),
        ("mysql", "^innodb_\\w+$"),
        ("mariadb", "^innodb_\\w+$"),
        ("sqlite", "^(?:sqlite_\\w+|pragma_\\w+|dbstat|fsdir)$"),
        ("duckdb", "^(?:duckdb_\\w+|pragma_\\w+|sqlite_(?:master|schema)|pg_\\w+)$|\\.(?:csv|parquet|json|txt|db)$|/"),
        ("bigquery", "^(?:__tables__|information_schema)$"),
        ("sqlserver", "^sys(?:objects|users|logins|databases|processes|columns)$")
    );

    private static FrozenDictionary<string, Regex> Patterns(params (string Dialect, string Pattern)[] patterns) =>
        patterns.ToFrozenDictionary(p => p.Dialect, p => new Regex(p.Pattern, RegexOptions.IgnoreCase));

    /// <summary>Names of the list above that are something else in a dialect.</summary>
    private static bool Harmless(string name, string dialect) =>
        (dialect, name.ToLowerInvariant())
            is
                ("databricks", "read_none")
                or
                (
                    "clickhouse",
                    "formatreadablesize"
                        or "formatreadabletimedelta"
                        or "formatreadablequantity"
                        or "formatdatetime"
                        or "format"
                        or "filesystemname"
                )
                or
                ("sqlserver", "openjson")
                or
                ("sqlite", "glob")
                or
                ("duckdb", "glob_match");
}
