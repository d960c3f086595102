namespace ClarityConnect.Workflows.Connectors.Opayo.Amounts;

/// <summary>Brings the card names of Pi, the notifications and the reports to the spelling of the canonical model.</summary>
internal static class OpayoCards
{
    /// <summary>The card type in lower case; the word itself where it is not known, null where there is none.</summary>
    public static string? Normalize(string? word)
    {
        var letters = string.Concat((word ?? "").Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return letters switch
        {
            "" => null,
            "mc" or "mcdebit" or "debitmastercard" or "mastercarddebit" => "mastercard",
            "delta" or "uke" or "electron" => "visa",
            "dc" or "dinersclub" => "diners",
            "americanexpress" => "amex",
            _ when letters.StartsWith("visa", StringComparison.Ordinal) => "visa",
            _ => letters,
        };
    }
}
