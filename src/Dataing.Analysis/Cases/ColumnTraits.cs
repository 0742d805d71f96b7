using System.Text.RegularExpressions;
using Dataing.Core.DataSources;

namespace Dataing.Analysis.Cases;

/// <summary>What a column's type and name suggest of its part in a table; suggestions, to be checked against the data.</summary>
internal static partial class ColumnTraits
{
    public static bool IsNumber(ColumnSchema c) => c.Type is LogicalType.Integer or LogicalType.Float or LogicalType.Decimal;

    public static bool IsText(ColumnSchema c) => c.Type is LogicalType.String or LogicalType.Uuid;

    public static bool IsTime(ColumnSchema c) => c.Type is LogicalType.Timestamp or LogicalType.Instant or LogicalType.Date;

    /// <summary>MIN and MAX are defined for it in every engine.</summary>
    public static bool HasOrder(ColumnSchema c) => IsNumber(c) || IsTime(c) || c.Type == LogicalType.String;

    public static bool MayBeTime(ColumnSchema c) =>
        IsTime(c) || (c.Type == LogicalType.String || IsNumber(c)) && (TimeWords().IsMatch(Words(c.Name)) || IsDeclaredTime(c));

    /// <summary>A number whose bounds tell whether it counts seconds or days.</summary>
    public static bool MayCountTime(ColumnSchema c) =>
        MayBeTime(c) || IsNumber(c) && (SoundsLikeEvent(c.Name) || SoundsLikeLoad(c.Name) || SoundsLikeUpdate(c.Name));

    /// <summary>SQLite keeps whatever it is given, under the type that was wished for.</summary>
    private static bool IsDeclaredTime(ColumnSchema c) =>
        c.NativeType.StartsWith("DATE", StringComparison.OrdinalIgnoreCase)
        || c.NativeType.StartsWith("TIMESTAMP", StringComparison.OrdinalIgnoreCase);

    public static bool SoundsLikeLoad(string name) => LoadWords().IsMatch(Words(name));

    public static bool SoundsLikeUpdate(string name) => UpdateWords().IsMatch(Words(name));

    public static bool SoundsLikeLater(string name) => LaterWords().IsMatch(Words(name));

    public static bool SoundsLikeEvent(string name) => EventWords().IsMatch(Words(name));

    /// <summary>"ts" and "timestamp" alone say that it is a time, not which.</summary>
    public static bool IsNamedEvent(string name) => SoundsLikeEvent(OnlyTime().Replace(Words(name), ""));

    [GeneratedRegex(@"\b(ts|timestamp)\b")]
    private static partial Regex OnlyTime();

    public static bool SoundsLikeKey(string name) => KeyWords().IsMatch(Words(name));

    public static bool SoundsLikeBatch(string name) => BatchWords().IsMatch(Words(name));

    public static bool SoundsLikeCurrency(string name) => CurrencyWords().IsMatch(Words(name));

    /// <summary>"createdAt", "created_at" and "CREATED AT" as the same words.</summary>
    public static string Words(string name) => Humps().Replace(name, "$1 $2").Replace('_', ' ').Replace('-', ' ').ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Humps();

    [GeneratedRegex(
        @"\b(at|on|time|date|day|ts|timestamp|when|datetime|epoch|utc|instant|moment|dt|julian|jd)\b|(time|date|timestamp)$|^(ts|t)\b"
    )]
    private static partial Regex TimeWords();

    [GeneratedRegex(
        @"\b(load|loaded|ld|uploaded|upload|ins|rcvd|recd|ingest|ingested|ingestion|insert|inserted|import|imported|arrived|arrival|received|recv|landed|synced|etl|warehouse|dw|stored|written|persisted|processed|extracted|fivetran|airbyte|stitch|captured|crawled|scraped|fetched|harvested|polled)\b"
    )]
    private static partial Regex LoadWords();

    [GeneratedRegex(@"\b(update|updated|upd|chg|modified|changed|revised|amended|refreshed|touched|mtime|edited|rewritten)\b")]
    private static partial Regex UpdateWords();

    [GeneratedRegex(
        @"\b(delivered|delivery|shipped|closed|completed|finished|ended|end|cancelled|canceled|paid|due|expires|expiry|expiration|expected|promised|deleted|archived|birth|born|dob|hired|joined|signup|opened|resolved|valid|until|to|settled|dropoff|returned|collected|reported|scheduled|eta)\b"
    )]
    private static partial Regex LaterWords();

    [GeneratedRegex(
        @"\b(created|create|occurred|occured|event|order|ordered|placed|timestamp|ts|happened|booked|purchased|recorded|measured|observed|scanned|scan|served|start|started|requested|transaction|reading|sample|sampled|logged|usage|used|visited|click|view|viewed|pickup|taken|posting|trade|issued|made|sent)\b"
    )]
    private static partial Regex EventWords();

    [GeneratedRegex(
        @"\b(id|ids|cd|sn|seq|serial|key|uuid|guid|uid|no|nr|num|number|code|ref|reference|sk|pk|hash|token|identifier|barcode)\b|(id|uuid|uid|guid|key|ref|no)$"
    )]
    private static partial Regex KeyWords();

    [GeneratedRegex(
        @"\b(batch|file|filename|job|run|load|shard|partition|part|offset|chunk|import|source file|manifest|sequence|ingest|etl|segmentfile|export)\b|(file|batch|shard)$"
    )]
    private static partial Regex BatchWords();

    [GeneratedRegex(@"\b(currency|ccy|curr|iso currency)\b|currency$|ccy$")]
    private static partial Regex CurrencyWords();
}
