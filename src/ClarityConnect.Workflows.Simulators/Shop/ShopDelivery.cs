namespace ClarityConnect.Workflows.Simulators.Shop;

/// <summary>How the shop sends an event.</summary>
public enum ShopDelivery
{
    /// <summary>Once, rightly signed.</summary>
    Once,

    /// <summary>Twice with the same id, as after a lost answer.</summary>
    Twice,

    /// <summary>With a signature made with another secret.</summary>
    WrongSignature,

    /// <summary>Rightly signed an hour ago.</summary>
    Stale,
}
