namespace Dataing.Sql.Guard;

/// <summary>Why a query can be refused. The codes are a promise: programs and prompts match on them.</summary>
public static class RefusalCodes
{
    public const string Syntax = "syntax";
    public const string NotAQuery = "not_a_query";
    public const string MultipleStatements = "multiple_statements";
    public const string SelectInto = "select_into";
    public const string ExecutableComment = "executable_comment";
    public const string Empty = "empty";
    public const string TooLong = "too_long";
    public const string TooDeep = "too_deep";
    public const string Lock = "lock";
    public const string Setting = "setting";
    public const string Hint = "hint";
    public const string Variable = "variable";
    public const string Function = "function_not_allowed";
    public const string Operator = "operator_not_allowed";
    public const string ExternalRelation = "external_relation";
    public const string SystemCatalog = "system_catalog";
    public const string SchemaDenied = "schema_denied";
    public const string UnknownRelation = "unknown_relation";
    public const string UnknownColumn = "unknown_column";
    public const string UnboundedRecursion = "unbounded_recursion";
    public const string GeneratedRows = "generated_rows";
    public const string CrossJoin = "cross_join";
    public const string ListTooLong = "list_too_long";
    public const string PatternBomb = "pattern_bomb";
    public const string ValueTooLarge = "value_too_large";
    public const string DynamicPivot = "dynamic_pivot";
    public const string RowLimit = "row_limit";
    public const string SamplingRequired = "sampling_required";
    public const string Untranslatable = "untranslatable";
}
