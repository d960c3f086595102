using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>
/// Prepares arguments for JavaScript, whose numbers are binary doubles: a number that would come out different, and any integer
/// beyond 2^53, goes in as text. One pass; the bytes are copied only when there is such a number.
/// </summary>
internal static class ScriptArguments
{
    /// <summary>Deepest nesting that the sandbox is given.</summary>
    internal const int MaxDepth = 256;

    private const int SafeDigits = 15; // every decimal of 15 digits survives the way through a double
    private const int DoubleDigits = 17;

    /// <summary>Returns the bytes to send and the clock they state, if any.</summary>
    /// <exception cref="JsonException">The bytes are not one JSON object, or nested too deeply.</exception>
    internal static (ReadOnlyMemory<byte> Json, long? Now) Prepare(ReadOnlyMemory<byte> arguments)
    {
        if (arguments.IsEmpty) return ("{}"u8.ToArray(), null);
        List<Range>? unsafeNumbers = null;
        long? now = null;
        var reader = new Utf8JsonReader(arguments.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
        var isNow = false;
        while (reader.Read())
        {
            if (reader.CurrentDepth == 0 && reader.TokenType != JsonTokenType.StartObject && reader.TokenType != JsonTokenType.EndObject)
                throw new JsonException("The arguments of a script must be one JSON object.");
            if (reader.TokenType == JsonTokenType.Number)
            {
                if (isNow) now = reader.TryGetInt64(out var whole) ? whole : (long)reader.GetDouble();
                if (!SurvivesDouble(reader.ValueSpan))
                    (unsafeNumbers ??= []).Add((int)reader.TokenStartIndex..(int)reader.BytesConsumed);
            }
            isNow = reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("now"u8);
        }
        return (unsafeNumbers is null ? arguments : Quote(arguments.Span, unsafeNumbers), now);
    }

    /// <summary>Whether JavaScript would give this value back with the same meaning.</summary>
    internal static bool Survives(JsonElement value)
    {
        var json = JsonMarshal.GetRawUtf8Value(value);
        // Half a surrogate pair is replaced on its way out; whole pairs that are written as escapes are rare enough to go the long way.
        if (json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0) return false;
        if (value.ValueKind == JsonValueKind.Number) return SurvivesDouble(json);
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) return true;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.Number && !SurvivesDouble(reader.ValueSpan)) return false;
        return true;
    }

    /// <summary>Whether a JSON number means the same after a double has held it.</summary>
    internal static bool SurvivesDouble(ReadOnlySpan<byte> number)
    {
        var hasExponent = number.IndexOfAny("eE"u8) >= 0;
        if (number.Length <= SafeDigits && !hasExponent) return true;
        var isWhole = !hasExponent && number.IndexOf((byte)'.') < 0;
        Span<byte> digits = stackalloc byte[DoubleDigits];
        if (!TryNormalise(number, digits, out var count, out var exponent)) return false;
        var value = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value) || (isWhole && Math.Abs(value) >= 1L << 53)) return false;
        Span<byte> shortest = stackalloc byte[32];
        value.TryFormat(shortest, out var written, "R", CultureInfo.InvariantCulture);
        Span<byte> kept = stackalloc byte[DoubleDigits];
        return TryNormalise(shortest[..written], kept, out var keptCount, out var keptExponent)
            && digits[..count].SequenceEqual(kept[..keptCount]) && exponent == keptExponent;
    }

    /// <summary>Significant digits without zeros at either end, and the power of ten of the last; false beyond 17 digits.</summary>
    private static bool TryNormalise(ReadOnlySpan<byte> number, Span<byte> digits, out int count, out long exponent)
    {
        count = 0;
        exponent = 0;
        var mantissaEnd = number.IndexOfAny("eE"u8);
        var mantissa = mantissaEnd < 0 ? number : number[..mantissaEnd];
        if (mantissaEnd >= 0 && !long.TryParse(number[(mantissaEnd + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return false;
        long zeros = 0;
        var afterPoint = false;
        foreach (var symbol in mantissa)
        {
            if (symbol == '.') afterPoint = true;
            if (symbol is < (byte)'0' or > (byte)'9') continue;
            if (afterPoint) exponent--;
            if (symbol == '0')
            {
                zeros++;
                continue;
            }
            if (count > 0)
                for (; zeros > 0; zeros--)
                    if (!Append(digits, ref count, (byte)'0')) return false;
            zeros = 0;
            if (!Append(digits, ref count, symbol)) return false;
        }
        exponent = count == 0 ? 0 : exponent + zeros;
        return true;
    }

    private static bool Append(Span<byte> digits, ref int count, byte digit)
    {
        if (count == digits.Length) return false;
        digits[count++] = digit;
        return true;
    }

    private static ReadOnlyMemory<byte> Quote(ReadOnlySpan<byte> json, List<Range> numbers)
    {
        var output = new ArrayBufferWriter<byte>(json.Length + (2 * numbers.Count));
        var done = 0;
        foreach (var number in numbers)
        {
            output.Write(json[done..number.Start.Value]);
            output.Write("\""u8);
            output.Write(json[number]);
            output.Write("\""u8);
            done = number.End.Value;
        }
        output.Write(json[done..]);
        return output.WrittenMemory;
    }
}
