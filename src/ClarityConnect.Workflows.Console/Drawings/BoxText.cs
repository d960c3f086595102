namespace ClarityConnect.Workflows.Console.Drawings;

/// <summary>Breaks a name into lines that fit into a box.</summary>
internal static class BoxText
{
    private const double CharacterWidth = 9.2;
    private const int MostLines = 2;

    public static IReadOnlyList<string> Wrap(string text, double width)
    {
        var room = Math.Max(4, (int)(width / CharacterWidth));
        var lines = new List<string>();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= room)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        }

        var isCut = lines.Count > MostLines;
        return [.. lines.Take(MostLines).Select((line, index) => line.Length > room || (isCut && index == MostLines - 1) ? $"{line[..Math.Min(line.Length, room - 1)]}…" : line)];
    }
}
