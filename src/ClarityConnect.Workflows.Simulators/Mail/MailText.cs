using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Simulators.Mail;

/// <summary>Reads a message of one part (RFC 5322, RFC 2045, RFC 2047) as far as judging it needs.</summary>
internal static partial class MailText
{
    public static ReceivedMail Read(string from, IReadOnlyList<string> to, string content)
    {
        var split = content.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = Folding().Replace(split < 0 ? content : content[..split], " ");
        var headers = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(':', 2))
            .Where(parts => parts.Length == 2)
            .ToLookup(parts => parts[0].Trim(), parts => parts[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = split < 0 ? "" : content[(split + 4)..];
        var text = headers["Content-Transfer-Encoding"].FirstOrDefault()?.ToLowerInvariant() switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body.ReplaceLineEndings(""))),
            "quoted-printable" => Encoding.UTF8.GetString(Quoted(body.Replace("=\r\n", "", StringComparison.Ordinal))),
            _ => body,
        };
        return new ReceivedMail(from, to, headers["Message-ID"].FirstOrDefault(), Word().Replace(headers["Subject"].FirstOrDefault() ?? "", Decode), text.TrimEnd());
    }

    private static string Decode(Match word)
    {
        var text = word.Groups["text"].Value;
        return Encoding.UTF8.GetString(word.Groups["way"].Value is "B" or "b" ? Convert.FromBase64String(text) : Quoted(text.Replace('_', ' ')));
    }

    private static byte[] Quoted(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folding();

    // Encoded words that follow each other belong together; the blank between them is none of the text.
    [GeneratedRegex(@"=\?utf-8\?(?<way>[BbQq])\?(?<text>[^?]*)\?=(?:\s+(?==\?))?", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
