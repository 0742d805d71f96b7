namespace Dataing.Demo.World;

/// <summary>An account while the world is being made; its id is given once all accounts are known.</summary>
internal sealed class Customer(Country country, int createdAt, bool guest, bool campaign)
{
    public Country Country { get; } = country;

    public int CreatedAt { get; } = createdAt;

    public bool Guest { get; } = guest;

    public bool Campaign { get; } = campaign;

    public int Id { get; set; }
}
