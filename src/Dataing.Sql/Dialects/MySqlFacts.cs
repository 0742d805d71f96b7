namespace Dataing.Sql.Dialects;

/// <summary>MySQL and MariaDB.</summary>
internal static class MySqlFacts
{
    private const string Reserved = """
        ACCESSIBLE ALL ANALYZE ASC BIGINT BINARY BLOB BOTH CASCADE CHECK COLLATE COLUMN CONSTRAINT CONTINUE CONVERT CROSS CURRENT_DATE
        CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER CURSOR DECIMAL DECLARE DEFAULT DELAYED DELETE DESC DESCRIBE DISTINCTROW DIV DOUBLE DROP
        EACH ELSEIF ENCLOSED ESCAPED EXISTS EXIT EXPLAIN FALSE FETCH FLOAT FOR FORCE FOREIGN FULLTEXT GRANT HIGH_PRIORITY
        IGNORE INDEX INFILE INNER INOUT INSENSITIVE INSERT INT INTEGER INTERVAL ITERATE KEY KEYS KILL LEADING LEAVE LEFT LINES LOAD
        LOCALTIME LOCALTIMESTAMP LOCK LONG LOOP LOW_PRIORITY MATCH NATURAL NUMERIC OPTIMIZE OUT OUTER OUTFILE OPTION
        PRIMARY PROCEDURE PURGE RANGE READ REFERENCES REGEXP RELEASE RENAME REPEAT REPLACE REQUIRE RESTRICT RETURN REVOKE RIGHT RLIKE
        SCHEMA SCHEMAS SEPARATOR SET SHOW SMALLINT SPATIAL SQL STARTING STRAIGHT_JOIN TERMINATED TINYINT TO TRAILING
        TRIGGER TRUE UNDO UNION UNIQUE UNLOCK UNSIGNED UPDATE USAGE USE UTC_DATE UTC_TIME UTC_TIMESTAMP VALUES VARBINARY VARCHAR
        VARYING WHILE WRITE XOR ZEROFILL
        """;

    public static SqlDialect MySql() =>
        new()
        {
            Name = "mysql",
            Family = DialectFamily.MySql,
            Lexical = new()
            {
                IdentifierQuotes = "`",
                StringQuotes = "'\"",
                BackslashEscapes = true,
                Escapes = EscapeStyle.MySql,
                StringPrefixes = "NXB",
                AdjacentStrings = AdjacentStrings.Always,
                HashComments = true,
                DashNeedsSpace = true,
                ExecutableComments = true,
                NamesMayStartWithDigit = true,
                NameStart = "$",
                HexNumbers = true,
                HexIsBytes = true,
                BitNumbers = true,
                AtParameters = true,
            },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved, Reserved),
                NoTableAlias = Words.Set(Words.Reserved, Words.AfterTable, Reserved),
                NoColumnAlias = Words.Set(Words.Reserved, Words.AfterColumn, Reserved),
                BareFunctions = Words.Set(Words.CurrentTimes, "CURRENT_USER UTC_DATE UTC_TIME UTC_TIMESTAMP"),
                Features = Words.Features(
                    Feature.IndexHints,
                    Feature.StraightJoin,
                    Feature.XorWord,
                    Feature.DivWord,
                    Feature.BinaryWord,
                    Feature.StringAliases,
                    Feature.SelectHints,
                    Feature.ValuesRow,
                    Feature.ListsInParentheses,
                    Feature.ConditionAnywhere
                ),
                Precedence = PrecedenceStyle.MySql,
                Caret = CaretMeaning.BitXor,
                PipesMeanOr = true,
                NameCase = NameCase.Insensitive,
            },
            Rendering = new()
            {
                NameQuote = '`',
                Filter = false,
                NullsOrder = false,
                Concat = ConcatStyle.Function,
                TryCast = null,
                IsDistinctFrom = false,
            },
        };

    public static SqlDialect MariaDb()
    {
        var mysql = MySql();
        var features = mysql.Grammar.Features.Where(f => f != Feature.ValuesRow).Append(Feature.ForSystemTime);
        return mysql with
        {
            Name = "mariadb",
            Grammar = mysql.Grammar with
            {
                BareFunctions = Words.Set(Words.CurrentTimes, "CURRENT_USER CURRENT_ROLE UTC_DATE UTC_TIME UTC_TIMESTAMP"),
                Features = Words.Features([.. features]),
            },
        };
    }
}
