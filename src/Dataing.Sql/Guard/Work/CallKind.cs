using System.Collections.Frozen;

namespace Dataing.Sql.Guard.Work;

/// <summary>What a function's name tells of the work of its calls; several at once.</summary>
[Flags]
internal enum CallKind
{
    None = 0,

    /// <summary>Its value holds all of its arguments.</summary>
    Joins = 1,

    /// <summary>Puts texts or lists end to end, so that a fold that takes what it has gathered twice doubles it.</summary>
    Chains = 2,

    /// <summary>An aggregate whose value holds one of every row.</summary>
    Collects = 4,

    /// <summary>Writes two characters or more for one: every quote doubled, every byte as two digits.</summary>
    Doubles = 8,

    /// <summary>Makes a row of each element of a list.</summary>
    Unfolds = 16,

    /// <summary>Makes as many elements as its dimensions multiply to.</summary>
    Fills = 32,

    /// <summary>Makes a number with many digits.</summary>
    Raises = 64,

    /// <summary>Takes a format that may hold widths.</summary>
    Formats = 128,

    /// <summary>Takes a regular expression.</summary>
    Matches = 256,

    /// <summary>Takes a pattern of LIKE or GLOB.</summary>
    Likens = 512,

    /// <summary>Compares each character of one text with each of another.</summary>
    Compares = 1024,
}

/// <summary>The one place where functions are told by their names, whatever the dialect: whoever asks several things of a call asks once.</summary>
internal static class CallKinds
{
    private static readonly FrozenDictionary<string, CallKind> ByName = Gather(
        (CallKind.Joins | CallKind.Chains, "concat concat_ws array_cat array_concat list_concat list_cat arrayconcat arrayflatten"),
        (CallKind.Chains, "concatwithseparator flatten"),
        (
            CallKind.Joins,
            "concatws array list_value list_pack array_value row tuple struct struct_pack named_struct object object_construct map json_array json_object json_build_array"
                + " json_build_object jsonb_build_array jsonb_build_object array_construct array_append array_prepend list_append list_prepend textjoin string_concat insert"
                + " stuff overlay xmlconcat xmlforest format printf sformat format_string json_merge json_merge_patch json_merge_preserve json_patch map_concat append"
        ),
        (
            CallKind.Collects,
            "string_agg group_concat listagg array_agg arrayagg list json_agg jsonb_agg json_group_array json_arrayagg json_object_agg jsonb_object_agg json_objectagg"
                + " collect_list grouparray array_concat_agg stringagg xmlagg object_agg map_agg multimap_agg groupconcat"
        ),
        (
            CallKind.Doubles,
            "hex to_hex encode quote quote_literal quote_nullable quote_ident quotename json_quote to_json to_jsonb to_json_string tojsonstring json_string_escape"
                + " string_escape url_encode urlencode encodeurlcomponent encodeurlformcomponent encodexmlcomponent to_base64 base64 base64encode base64_encode hex_encode"
                + " to_hex_string bin to_varchar regexp_escape json json_object"
        ),
        (CallKind.Unfolds, "unnest explode explode_outer posexplode arrayjoin flatten"),
        (CallKind.Fills, "array_fill"),
        (CallKind.Raises, "power pow exp factorial"),
        (CallKind.Formats, "printf format format_string sformat"),
        (
            CallKind.Matches,
            "rlike match extract extractall extractallgroups extractallgroupshorizontal extractallgroupsvertical extractgroups multimatchany multimatchanyindex"
                + " multimatchallindices splitbyregexp countmatches countmatchescaseinsensitive string_split_regex str_split_regex split substring split_to_table patindex"
                + " jsonb_path_query jsonb_path_query_first jsonb_path_query_array jsonb_path_exists jsonb_path_match jsonb_path_query_tz jsonb_path_query_first_tz"
                + " jsonb_path_query_array_tz jsonb_path_exists_tz jsonb_path_match_tz"
        ),
        (CallKind.Likens, "like ilike notlike notilike glob"),
        (
            CallKind.Compares,
            "levenshtein levenshtein_distance levenshteindistance levenshteindistanceutf8 levenshtein_less_equal editdistance edit_distance editdistanceutf8 damerau_levenshtein"
                + " dameraulevenshteindistance edit_distance_similarity jaro_similarity jarosimilarity jaro_winkler_similarity jarowinklersimilarity jaro_winkler_distance"
        )
    );

    /// <summary>What the name of a function tells; its letter case does not count.</summary>
    public static CallKind Of(string name)
    {
        var kind = ByName.GetValueOrDefault(name);
        return name.Contains("regex", StringComparison.OrdinalIgnoreCase) ? kind | CallKind.Matches : kind;
    }

    public static bool Has(this CallKind kinds, CallKind asked) => (kinds & asked) != 0;

    private static FrozenDictionary<string, CallKind> Gather(params (CallKind Kind, string Names)[] lists)
    {
        var kinds = new Dictionary<string, CallKind>(StringComparer.OrdinalIgnoreCase);
        foreach (var (kind, names) in lists)
        {
            foreach (var name in names.Split(' '))
                kinds[name] = kinds.GetValueOrDefault(name) | kind;
        }
        return kinds.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
