namespace ClarityConnect.Workflows.Connectors.Heartland;

/// <summary>Brings the card names of gateway reports and till payments to one spelling.</summary>
internal static class CardTypes
{
    private static readonly (string Part, string CardType)[] Parts =
    [
        ("giftcard", "giftcard"), ("visa", "visa"), ("mastercard", "mastercard"), ("amex", "amex"), ("americanexpress", "amex"),
        ("discover", "discover"), ("diners", "diners"), ("jcb", "jcb"), ("unionpay", "unionpay"), ("debit", "debit"), ("ebt", "ebt"),
    ];

    /// <summary>The card type in one spelling, or the word itself in lower case where it is not known.</summary>
    public static string Normalize(string? word)
    {
        var letters = Letters(word);
        return letters switch
        {
            "mc" => "mastercard",
            "disc" => "discover",
            "gift" => "giftcard",
            _ => Recognize(word) ?? letters,
        };
    }

    /// <summary>The card type that a text mentions, or null.</summary>
    public static string? Recognize(string? text)
    {
        var letters = Letters(text);
        foreach (var (part, cardType) in Parts)
        {
            if (letters.Contains(part, StringComparison.Ordinal))
                return cardType;
        }

        return null;
    }

    // Asked for every payment and every transaction of a day.
    private static string Letters(string? text)
    {
        text ??= "";
        var letters = text.Length <= 128 ? stackalloc char[text.Length] : new char[text.Length];
        var length = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character))
                letters[length++] = char.ToLowerInvariant(character);
        }

        return new string(letters[..length]);
    }
}
