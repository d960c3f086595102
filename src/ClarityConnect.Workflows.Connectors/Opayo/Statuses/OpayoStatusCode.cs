namespace ClarityConnect.Workflows.Connectors.Opayo.Statuses;

/// <summary>Finds the four digits with which Opayo's details begin, such as "0000 : The Authorisation was Successful."</summary>
internal static class OpayoStatusCode
{
    public static string? Of(string? text)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0)
            return null;
        var digits = trimmed.TakeWhile(char.IsAsciiDigit).Count();
        return digits is >= 1 and <= 4 && (digits == trimmed.Length || !char.IsAsciiLetterOrDigit(trimmed[digits])) ? trimmed[..digits].PadLeft(4, '0') : null;
    }
}
