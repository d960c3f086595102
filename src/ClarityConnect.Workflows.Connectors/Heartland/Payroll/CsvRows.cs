using System.Text;

namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>Takes a CSV text apart (RFC 4180, with any of the usual separators): cells may be quoted, and a quoted cell may hold separators, line ends and doubled quotation marks.</summary>
internal static class CsvRows
{
    private const string Separators = ",;\t|";

    /// <summary>The rows that are not blank, each with the line on which it begins.</summary>
    /// <exception cref="FormatException">A quotation mark is not closed; the message names the line.</exception>
    public static IEnumerable<(int Line, string[] Cells)> Read(string text)
    {
        var separator = Separator(text);
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, begin, quoted, wasQuoted) = (1, 1, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '\n')
                line++;
            if (quoted > 0)
            {
                if (letter != '"')
                    cell.Append(letter);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[i++]);
                else
                    (quoted, wasQuoted) = (0, true);
            }
            else if (letter == '"' && !wasQuoted && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                cell.Clear();
                quoted = line;
            }
            else if (letter == separator)
            {
                End();
            }
            else if (letter is '\n')
            {
                End();
                if (cells.Exists(value => value.Length > 0))
                    yield return (begin, [.. cells]);
                cells.Clear();
                begin = line;
            }
            else if (!wasQuoted && letter != '\r')
            {
                cell.Append(letter);
            }
        }

        if (quoted > 0)
            throw new FormatException($"A quotation mark of line {quoted} is not closed.");
        End();
        if (cells.Exists(value => value.Length > 0))
            yield return (begin, [.. cells]);

        void End()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
            wasQuoted = false;
        }
    }

    private static char Separator(string text)
    {
        var first = text.AsSpan(0, Math.Max(0, text.IndexOf('\n')) is > 0 and var end ? end : text.Length).ToString();
        return Separators.MaxBy(separator => first.Count(letter => letter == separator));
    }
}
