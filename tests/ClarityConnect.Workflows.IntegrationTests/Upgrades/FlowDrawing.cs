namespace ClarityConnect.Workflows.IntegrationTests.Upgrades;

/// <summary>
/// Flowcharts, written as "a>w w>b": names that begin with w wait for the event of their name, j is a join with the mode that follows it, such as
/// j.WaitAll, d is a decision that says no, f is the nested flowchart, and everything else writes its name.
/// </summary>
internal static class FlowDrawing
{
    public static string Flow(string mode, string drawing, string? nested = null, string id = "flow")
    {
        var ways = drawing.Split(' ').Select(way => way.Split('>')).ToList();
        var names = ways.SelectMany(way => new[] { way[0].Split(':')[0], way[1] }).Distinct();
        var connections = ways.Select(way => $$$"""{"source":{"activity":"{{{IdOf(way[0])}}}","port":"{{{(way[0].Contains(':', StringComparison.Ordinal) ? way[0].Split(':')[1] : "Done")}}}"},"target":{"activity":"{{{IdOf(way[1])}}}"} }""");
        return $$$"""
            {"id":"{{{id}}}","type":"Elsa.Flowchart","version":1,"customProperties":{"Flowchart:ExecutionMode":"{{{mode}}}"},
             "activities":[{{{string.Join(',', names.Select(name => name == "f" ? nested : Activity(name)))}}}],"connections":[{{{string.Join(',', connections)}}}]}
            """;
    }

    private static string Activity(string name) => name[0] switch
    {
        'w' => UpgradedRuns.Wait(name),
        'j' when name.Contains('.', StringComparison.Ordinal) => $$$"""{"id":"{{{IdOf(name)}}}","type":"Elsa.FlowJoin","version":1,"mode":{"expression":{"type":"Literal","value":"{{{name.Split('.')[1]}}}"} } }""",
        'd' when name == "d" => """{"id":"d","type":"Elsa.FlowDecision","version":1,"condition":{"expression":{"type":"Literal","value":"false"}}}""",
        _ => UpgradedRuns.Line(name),
    };

    private static string IdOf(string name) => name.Split(':')[0].Split('.')[0];
}
