using System.Globalization;
using Dataing.Sql.Dialects;
using Dataing.Sql.Syntax;

namespace Dataing.Sql.Rendering;

internal sealed class TypeRenderer(SqlText text)
{
    public void Write(DataType type)
    {
        switch (type)
        {
            case DataType.Named named:
                WriteNamed(named);
                break;
            case DataType.Generic generic when text.Dialect.Family is DialectFamily.BigQuery or DialectFamily.Cassandra:
                Angled(generic.Name, () => text.List(generic.Arguments, Write));
                break;
            case DataType.Generic generic:
                text.Raw(generic.Name).Parenthesised(generic.Arguments, Write);
                break;
            case DataType.Array array:
                WriteArray(array);
                break;
            case DataType.Map map:
                WriteMap(map);
                break;
            case DataType.Struct structure:
                WriteStruct(structure);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(type.GetType().Name);
        }
    }

    private void WriteNamed(DataType.Named type)
    {
        // A time's precision stands before its zone, and a zone is part of the name: TIMESTAMP(3) WITH TIME ZONE.
        if (type.Quoted)
            text.Names.WriteQuoted(type.Name);
        else
            text.Raw(type.Name);
        if (type.Arguments.Count > 0)
            text.Parenthesised(type.Arguments, text.Expressions.Write);
        if (type.TimeZone != TimeZoneMode.Unsaid)
            text.Word(
                type.TimeZone switch
                {
                    TimeZoneMode.With => "WITH TIME ZONE",
                    TimeZoneMode.Without => "WITHOUT TIME ZONE",
                    _ => "WITH LOCAL TIME ZONE",
                }
            );
        if (type.Suffix is not null)
            text.Word(type.Suffix);
    }

    private void WriteArray(DataType.Array array)
    {
        switch (text.Dialect.Family)
        {
            case DialectFamily.Postgres or DialectFamily.Redshift or DialectFamily.DuckDb:
                Write(array.Element);
                text.Raw('[');
                if (array.Length is { } length)
                    text.Raw(length.ToString(CultureInfo.InvariantCulture));
                text.Raw(']');
                break;
            case DialectFamily.BigQuery or DialectFamily.Databricks:
                Angled("ARRAY", () => Write(array.Element));
                break;
            case DialectFamily.ClickHouse:
                text.Raw("Array(");
                Write(array.Element);
                text.Raw(')');
                break;
            default:
                text.Raw("ARRAY(");
                Write(array.Element);
                text.Raw(')');
                break;
        }
    }

    private void WriteMap(DataType.Map map)
    {
        if (text.Dialect.Family is DialectFamily.Databricks or DialectFamily.Cassandra)
        {
            Angled("MAP", Pair);
            return;
        }
        text.Raw(text.Dialect.Family == DialectFamily.ClickHouse ? "Map(" : "MAP(");
        Pair();
        text.Raw(')');

        void Pair()
        {
            Write(map.Key);
            text.Raw(", ");
            Write(map.Value);
        }
    }

    private void WriteStruct(DataType.Struct structure)
    {
        switch (text.Dialect.Family)
        {
            case DialectFamily.BigQuery:
                Angled("STRUCT", () => text.List(structure.Fields, f => WriteField(f, " ")));
                break;
            case DialectFamily.Databricks:
                Angled("STRUCT", () => text.List(structure.Fields, f => WriteField(f, ": ")));
                break;
            case DialectFamily.DuckDb:
                text.Raw(structure.Union ? "UNION" : "STRUCT").Parenthesised(structure.Fields, f => WriteField(f, " "));
                break;
            case DialectFamily.Snowflake:
                text.Raw("OBJECT").Parenthesised(structure.Fields, f => WriteField(f, " "));
                break;
            case DialectFamily.ClickHouse:
                text.Raw("Tuple").Parenthesised(structure.Fields, f => WriteField(f, " "));
                break;
            default:
                text.Raw("ROW").Parenthesised(structure.Fields, f => WriteField(f, " "));
                break;
        }
    }

    private void WriteField(DataType.Field field, string separator)
    {
        if (field.Name is not null)
        {
            text.Names.Write(field.Name);
            text.Raw(separator);
        }
        Write(field.Type);
    }

    private void Angled(string name, Action inside)
    {
        text.Raw(name).Raw('<');
        inside();
        text.Raw('>');
    }
}
