using System.Text.Json;

namespace ClarityConnect.Workflows.EndToEndTests.Demo;

/// <summary>What reached the simulated Sage Intacct, read from its state file and not through the product's own code.</summary>
internal static class SimulatedLedger
{
    /// <returns>Journal and reference of every entry ever posted, in the order of posting.</returns>
    public static IReadOnlyList<string> References(string dataFolder)
    {
        var references = new List<string>();
        // What follows the last line end was being written when the program was killed; nobody was answered for it.
        foreach (var line in File.ReadAllText(Path.Combine(dataFolder, "simulators.jsonl")).Split('\n')[..^1])
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("kind").GetString() != "intacct.commit")
                continue;
            foreach (var batch in json.RootElement.GetProperty("record").GetProperty("batches").EnumerateArray())
                references.Add($"{batch.GetProperty("journal").GetString()} {batch.GetProperty("referenceNo").GetString()}");
        }

        return references;
    }
}
