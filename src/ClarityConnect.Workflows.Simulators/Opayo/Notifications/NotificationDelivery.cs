namespace ClarityConnect.Workflows.Simulators.Opayo.Notifications;

/// <summary>How a Server notification is sent.</summary>
public sealed record NotificationDelivery
{
    /// <summary>"3.00" or "4.00", which is the default.</summary>
    public string Protocol { get; init; } = "4.00";

    /// <summary>Whether the signature is made with another key.</summary>
    public bool WrongSignature { get; init; }

    /// <summary>How often the same is sent. Default 1.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Another status than the transaction's, such as "PENDING"; null for its own.</summary>
    public string? Status { get; init; }
}
