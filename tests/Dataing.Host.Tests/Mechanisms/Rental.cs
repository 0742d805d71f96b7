namespace Dataing.Host.Tests.Mechanisms;

/// <summary>One row of the table that the cases break.</summary>
internal sealed record Rental
{
    public required int RentalId { get; set; }
    public required string Receipt { get; set; }
    public required string Station { get; set; }
    public required string Rider { get; set; }
    public required string AppVersion { get; set; }
    public required string Plan { get; set; }
    public required string Agent { get; set; }
    public required string Currency { get; set; }
    public required string Remark { get; set; }
    public required string Batch { get; set; }
    public required DateTime StartedAt { get; set; }
    public required DateTime LoadedAt { get; set; }
    public required DateTime UpdatedAt { get; set; }

    /// <summary>Texts, so that a case can write what no number can be.</summary>
    public required string Minutes { get; set; }
    public required string Fare { get; set; }
    public required string Insured { get; set; }
    public string FareInEuro { get; set; } = "";
}
