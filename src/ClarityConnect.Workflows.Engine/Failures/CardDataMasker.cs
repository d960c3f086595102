using System.Text;

namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>
/// Masks card numbers wherever text leaves memory: digit runs of 13 to 19 digits, alone or grouped by single blanks or dashes, that begin like a
/// card number and satisfy the Luhn check, keep their first six and last four digits (as PCI DSS 3.4.1 allows).
/// </summary>
public static class CardDataMasker
{
    /// <summary>Masks the card numbers in a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same object if there is nothing to mask.</returns>
    public static string Mask(string text)
    {
        if (!MayHold(text))
            return text;
        StringBuilder? masked = null;
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiDigit(text[start]) || (start > 0 && char.IsAsciiLetterOrDigit(text[start - 1])))
                continue;
            var end = RunEnd(text, start, out var digits);
            if (digits is >= 13 and <= 19 && (end == text.Length || !char.IsAsciiLetter(text[end])) && IsCardNumber(text.AsSpan(start, end - start)))
            {
                masked ??= new StringBuilder(text);
                Overwrite(masked, start, end, digits);
            }

            start = end;
        }

        return masked?.ToString() ?? text;
    }

    /// <summary>Masks the card numbers in UTF-8 JSON or text.</summary>
    /// <param name="utf8">The text.</param>
    /// <returns>The same memory if there is nothing to mask.</returns>
    public static ReadOnlyMemory<byte> Mask(ReadOnlyMemory<byte> utf8)
    {
        var run = 0;
        foreach (var value in utf8.Span)
        {
            if (value is >= (byte)'0' and <= (byte)'9')
            {
                if (++run >= 13)
                    return MaskBytes(utf8);
            }
            else if (value is not ((byte)' ' or (byte)'-') || run == 0)
            {
                run = 0;
            }
        }

        return utf8;
    }

    /// <summary>Byte by byte as Latin-1: only ASCII characters matter here, and everything else, valid UTF-8 or not, stays as it is.</summary>
    private static ReadOnlyMemory<byte> MaskBytes(ReadOnlyMemory<byte> utf8)
    {
        var text = Encoding.Latin1.GetString(utf8.Span);
        var masked = Mask(text);
        return ReferenceEquals(text, masked) ? utf8 : Encoding.Latin1.GetBytes(masked);
    }

    private static bool MayHold(string text)
    {
        var run = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiDigit(character))
            {
                if (++run >= 13)
                    return true;
            }
            else if (character is not (' ' or '-') || run == 0)
            {
                run = 0;
            }
        }

        return false;
    }

    private static int RunEnd(string text, int start, out int digits)
    {
        digits = 0;
        var end = start;
        for (var i = start; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
            {
                digits++;
                end = i + 1;
            }
            else if (text[i] is not (' ' or '-') || i + 1 >= text.Length || !char.IsAsciiDigit(text[i + 1]))
            {
                break;
            }
        }

        return end;
    }

    private static bool IsCardNumber(ReadOnlySpan<char> run)
    {
        // Visa, Mastercard (51-55 and 2221-2720), American Express, Discover, JCB, Diners, UnionPay, Maestro.
        if (run[0] is not ('2' or '3' or '4' or '5' or '6'))
            return false;
        var sum = 0;
        var isDoubled = false;
        var isSame = true;
        for (var i = run.Length - 1; i >= 0; i--)
        {
            if (!char.IsAsciiDigit(run[i]))
                continue;
            isSame &= run[i] == run[0];
            var digit = run[i] - '0';
            if (isDoubled && (digit *= 2) > 9)
                digit -= 9;
            sum += digit;
            isDoubled = !isDoubled;
        }

        return sum % 10 == 0 && !isSame;
    }

    private static void Overwrite(StringBuilder text, int start, int end, int digits)
    {
        var seen = 0;
        for (var i = start; i < end; i++)
        {
            if (!char.IsAsciiDigit(text[i]))
                continue;
            seen++;
            // A zero keeps a JSON number a number where a card number was sent as one.
            if (seen > 6 && seen <= digits - 4)
                text[i] = start > 0 && IsNumberToken(text, start, end) ? '0' : '*';
        }
    }

    private static bool IsNumberToken(StringBuilder text, int start, int end) =>
        text[start - 1] is ':' or ',' or '[' && (end >= text.Length || text[end] is ',' or '}' or ']');
}
