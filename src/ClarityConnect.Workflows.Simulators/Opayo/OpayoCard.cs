namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>A card as Opayo shows it: without its number. The name on it steers how the sandbox answers.</summary>
public sealed record OpayoCard
{
    /// <summary>The session in which it was registered; null for a stored card that is charged without the customer.</summary>
    public string? MerchantSessionKey { get; init; }

    /// <summary>Opayo's name for it; made up where it is null.</summary>
    public string? CardIdentifier { get; init; }

    /// <summary>
    /// The name on it. SUCCESSFUL, CHALLENGE, NOTAUTH, PROOFATTEMPT, NOTENROLLED, TECHDIFFICULTIES and ERROR steer 3-D Secure; DECLINED, SOFTDECLINE,
    /// FRAUD, TIMEOUT and BANKERROR steer the bank. Any other passes.
    /// </summary>
    public string Cardholder { get; init; } = "SUCCESSFUL";

    /// <summary>"Visa", "MasterCard", "VisaDebit", "AmericanExpress" and so on.</summary>
    public string CardType { get; init; } = "Visa";

    /// <summary>The last four digits.</summary>
    public string LastFourDigits { get; init; } = "0006";

    /// <summary>MMYY.</summary>
    public string ExpiryDate { get; init; } = "1230";

    /// <summary>Whether it is stored, so that it may be charged again.</summary>
    public bool Reusable { get; init; }

    /// <summary>When session and card end; null for never, as for a card that a test or the demo adds.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
