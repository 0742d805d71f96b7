namespace Dataing.Sql.Dialects;

/// <summary>SQL Server.</summary>
internal static class SqlServerFacts
{
    private const string Reserved = """
        ADD ALL ALTER ANY ASC AUTHORIZATION BACKUP BEGIN BREAK BROWSE BULK CHECK CHECKPOINT CLOSE CLUSTERED COALESCE COLLATE COLUMN
        COMMIT CONSTRAINT CONTAINS CONTINUE CONVERT CROSS CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP
        CURRENT_USER CURSOR DATABASE DEALLOCATE DECLARE DEFAULT DELETE DENY DESC DROP END ESCAPE EXEC EXECUTE EXISTS
        EXIT EXTERNAL FETCH FOR FOREIGN FULL FUNCTION GRANT HOLDLOCK IDENTITY IF INDEX INNER INSERT KEY KILL LEFT MERGE
        NATIONAL OF OFF OPEN OPENQUERY OPENROWSET OPENDATASOURCE OPENXML OPTION OUTER OVER PERCENT PIVOT PRIMARY PROCEDURE
        PUBLIC READ REFERENCES RESTORE RETURN REVERT REVOKE RIGHT ROLLBACK SCHEMA SESSION_USER SET SHUTDOWN SOME SYSTEM_USER TABLESAMPLE
        TO TOP TRAN TRANSACTION RECONFIGURE LINENO READTEXT WRITETEXT UPDATETEXT SAVE PRINT RAISERROR DUMP LOAD DISK PROC DBCC GOTO TEXTSIZE
        NOCHECK NONCLUSTERED SETUSER STATISTICS REPLICATION IDENTITY_INSERT FILLFACTOR ERRLVL TRIGGER TRUNCATE UNIQUE UNPIVOT UPDATE USE USER VALUES VIEW WAITFOR WHILE WITHIN
        """;

    public static SqlDialect Create() =>
        new()
        {
            Name = "sqlserver",
            Family = DialectFamily.SqlServer,
            Lexical = new()
            {
                IdentifierQuotes = "\"[",
                StringPrefixes = "N",
                NestedComments = true,
                NameStart = "#",
                NamePart = "$#@",
                HexNumbers = true,
                HexIsBytes = true,
                MoneyNumbers = true,
                AtParameters = true,
            },
            Grammar = new()
            {
                Reserved = Words.Set(Words.Reserved, Reserved),
                NoTableAlias = Words.Set(Words.Reserved, Words.AfterTable, Reserved),
                NoColumnAlias = Words.Set(Words.Reserved, Words.AfterColumn, Reserved),
                BareFunctions = Words.Set("CURRENT_TIMESTAMP CURRENT_DATE CURRENT_USER SESSION_USER SYSTEM_USER USER"),
                Features = Words.Features(
                    Feature.Top,
                    Feature.CrossApply,
                    Feature.Pivot,
                    Feature.TableHints,
                    Feature.AliasEquals,
                    Feature.ForSystemTime,
                    Feature.StringAliases
                ),
                Precedence = PrecedenceStyle.SqlServer,
                Caret = CaretMeaning.BitXor,
                NameCase = NameCase.Insensitive,
            },
            Rendering = new()
            {
                NameQuote = '[',
                Limit = LimitStyle.Fetch,
                Filter = false,
                NullsOrder = false,
                Booleans = false,
                Concat = ConcatStyle.Plus,
            },
        };
}
