using System.Globalization;

namespace Dataing.Core.Alerts;

/// <summary>The many words that monitors use for the same few things.</summary>
internal static class AlertWords
{
    /// <summary>The kind of check that a word of a monitor stands for; null when it stands for none.</summary>
    public static AnomalyType? TypeOf(string word) =>
        Squash(word) switch
        {
            "nullrate" or "nullshare" or "nullcount" or "nullpercent" or "nullpercentage" or "nullratio" or "nullspike" or "nulls" => N,
            "null" or "notnull" or "nullvalues" or "nullcheck" or "nullfraction" or "nullproportion" or "columnnulls" or "pctnull" => N,
            "missing" or "missingcount" or "missingpercent" or "missingvalues" or "missingrate" or "completeness" or "emptyvalues" => N,
            "rowcount" or "rows" or "volume" or "volumedrop" or "volumespike" or "volumeanomaly" or "volumeanomalies" => R,
            "count" or "tablerowcount" or "rowcountanomaly" or "recordcount" or "records" or "numrows" or "numberofrows" or "rowcounts" =>
                R,
            "freshness" or "late" or "lateness" or "latearriving" or "latearrival" or "latedata" or "stale" or "staleness" => F,
            "recency" or "timeliness" or "delay" or "delayed" or "lag" or "dataage" or "freshnessanomaly" or "freshnessanomalies" => F,
            "schemachange" or "schema" or "schemadrift" or "schemachanges" or "columnadded" or "columndropped" or "columnremoved" => S,
            "typechange" or "columntypechange" or "datatype" or "columntype" or "datatypechange" => S,
            "duplicates" or "duplicate" or "duplicaterate" or "duplicatecount" or "duplicatepercent" or "duplication" => D,
            "uniqueness" or "unique" or "uniquecombinationofcolumns" or "dupes" or "duplicaterows" or "primarykey" => D,
            "referentialintegrity" or "relationships" or "relationship" or "orphans" or "orphaned" or "orphanedrecords" => I,
            "foreignkey" or "fk" or "orphanrate" or "orphancount" or "missingreferences" or "orphanedreferences" or "reference" => I,
            "validity" or "acceptedvalues" or "invalid" or "invalidcount" or "invalidpercent" or "invalidvalues" or "format" => V,
            "pattern" or "regex" or "range" or "acceptedrange" or "valueset" or "domain" or "enum" or "expressionistrue" => V,
            "distribution" or "mean" or "average" or "avg" or "sum" or "total" or "min" or "max" or "minimum" or "maximum" => X,
            "median" or "quantile" or "percentile" or "length" or "stddev" or "standarddeviation" or "share" or "categoryshare" => X,
            "distinctcount" or "cardinality" or "columnanomalies" or "dimensionanomalies" or "drift" or "valuedistribution" => X,
            "metricvalue" or "metric" or "kpi" or "businessmetric" or "metricanomaly" or "aggregate" or "custommetric" =>
                AnomalyType.MetricValue,
            "customsql" or "sql" or "custom" or "singular" or "failedrows" or "userdefined" => AnomalyType.CustomSql,
            "pipelinefailure" or "jobfailure" or "runfailure" or "taskfailure" => AnomalyType.PipelineFailure,
            "pipelinedelay" or "jobdelay" or "rundelay" => AnomalyType.PipelineDelay,
            _ => null,
        };

    /// <summary>The aggregate that a word names, with its quantile ("p95" is the quantile 0.95); null when it names none.</summary>
    public static (string Name, double? Quantile)? AggregateOf(string word) =>
        Squash(word) switch
        {
            "sum" or "total" => ("sum", null),
            "mean" or "average" or "avg" => ("mean", null),
            "min" or "minimum" or "lowest" or "smallest" => ("min", null),
            "max" or "maximum" or "highest" or "largest" => ("max", null),
            "median" => ("median", null),
            "quantile" or "percentile" or "quantilecont" or "percentilecont" or "quantiledisc" or "percentiledisc" => ("quantile", null),
            "stddev" or "std" or "stdev" or "standarddeviation" or "stddevsamp" or "stddevpop" => ("stddev", null),
            "distinctcount" or "countdistinct" or "distinct" or "cardinality" or "uniquecount" or "nunique" => ("distinct_count", null),
            "share" or "proportion" or "categoryshare" or "valueshare" => ("share", null),
            "length" or "avglength" or "averagelength" or "meanlength" or "minlength" or "maxlength" => ("length", null),
            "lateness" or "late" or "latearriving" or "latearrival" or "latedata" => ("lateness", null),
            var squashed => QuantileOf(squashed) is { } quantile ? ("quantile", quantile) : null,
        };

    /// <summary>The severity that a monitor's word folds to; anything unknown is a warning.</summary>
    public static Severity SeverityOf(string? word) =>
        Squash(word ?? "") switch
        {
            "p1" or "sev1" or "critical" or "fatal" or "1" or "emergency" or "blocker" => Severity.Critical,
            "p2" or "sev2" or "high" or "error" or "fail" or "2" => Severity.Error,
            "p4" or "p5" or "sev4" or "sev5" or "low" or "info" or "ok" or "4" or "5" or "informational" => Severity.Info,
            _ => Severity.Warning,
        };

    public static Grain? GrainOf(string word) =>
        Squash(word) switch
        {
            "minute" or "minutes" or "minutely" or "min" or "1m" or "pt1m" => Grain.Minute,
            "hour" or "hours" or "hourly" or "h" or "1h" or "pt1h" => Grain.Hour,
            "day" or "days" or "daily" or "d" or "1d" or "p1d" or "date" => Grain.Day,
            "week" or "weeks" or "weekly" or "w" or "1w" or "p1w" or "p7d" => Grain.Week,
            "month" or "months" or "monthly" or "p1m" => Grain.Month,
            _ => null,
        };

    /// <summary>Seconds in a unit of time; null when the word is none.</summary>
    public static double? SecondsIn(string? unit) =>
        Squash(unit ?? "") switch
        {
            "s" or "sec" or "secs" or "second" or "seconds" => 1,
            "ms" or "millisecond" or "milliseconds" => 0.001,
            "m" or "min" or "mins" or "minute" or "minutes" => 60,
            "h" or "hr" or "hrs" or "hour" or "hours" => 3600,
            "d" or "day" or "days" => 86400,
            "w" or "week" or "weeks" => 604800,
            _ => null,
        };

    /// <summary>"percent" for every way of saying so; other units as they are.</summary>
    public static string? UnitOf(string? unit) =>
        Squash(unit ?? "") switch
        {
            "" => null,
            "%" or "percent" or "pct" or "percentage" or "percentagepoints" or "pp" => "percent",
            "fraction" or "ratio" or "share" or "proportion" => null,
            _ => unit,
        };

    private const AnomalyType N = AnomalyType.NullRate;
    private const AnomalyType R = AnomalyType.RowCount;
    private const AnomalyType F = AnomalyType.Freshness;
    private const AnomalyType S = AnomalyType.SchemaChange;
    private const AnomalyType D = AnomalyType.Duplicates;
    private const AnomalyType I = AnomalyType.ReferentialIntegrity;
    private const AnomalyType V = AnomalyType.Validity;
    private const AnomalyType X = AnomalyType.Distribution;

    private static string Squash(string word) =>
        string.Concat(word.Where(c => c is not ('_' or '-' or ' ' or '.')).Select(char.ToLowerInvariant));

    private static double? QuantileOf(string squashed) =>
        squashed is ['p' or 'q', .. var digits]
        && digits.Length is >= 1 and <= 4
        && digits.All(char.IsAsciiDigit)
        && double.Parse($"{digits[..Math.Min(2, digits.Length)]}.{digits[Math.Min(2, digits.Length)..]}0", CultureInfo.InvariantCulture)
            is > 0
                and var percent
            ? percent / 100
            : null;
}
