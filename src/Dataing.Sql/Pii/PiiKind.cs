namespace Dataing.Sql.Pii;

/// <summary>Kinds of personal data; their names in snake case are what masks show.</summary>
public enum PiiKind
{
    Email,
    Phone,
    Card,
    Iban,
    NationalId,
    IpAddress,
    PersonName,
    Address,
    BirthDate,
    Secret,

    /// <summary>A value whose origin could not be traced.</summary>
    Unresolved,
}
