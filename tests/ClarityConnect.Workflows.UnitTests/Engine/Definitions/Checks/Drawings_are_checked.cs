using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.UnitTests.Architecture;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions.Checks;

/// <summary>What is found in a drawing alone; each check with a drawing that it speaks of and one that it leaves alone.</summary>
public sealed class Drawings_are_checked
{
    [Fact]
    public void A_required_input_is_missing_until_it_has_a_value()
    {
        var finding = Found(Node("e", "Elsa.Event"), FindingCodes.RequiredInput);
        finding.Severity.ShouldBe(FindingSeverity.Error);
        (finding.ActivityId, finding.ActivityName, finding.Input).ShouldBe(("e", "e", "EventName"));
        finding.Text.ShouldBe("Workflow 'Under test', activity 'e' (e), input 'EventName': the input 'Event name' is required. Give it a value before publishing.");

        NotFound(Node("e", "Elsa.Event", Input("eventName", "Literal", "paid")), FindingCodes.RequiredInput);
        NotFound(Node("e", "Elsa.Event", Input("eventName", "JavaScript", "'paid'")), FindingCodes.RequiredInput);
    }

    [Theory]
    [InlineData("CSharp")]
    [InlineData("Liquid")]
    [InlineData("Python")]
    public void An_unsupported_language_is_told_with_activity_and_input(string language)
    {
        var finding = Found(Node("w", "Elsa.WriteLine", Input("text", language, "x")), FindingCodes.UnsupportedLanguage);
        (finding.ActivityId, finding.Input, finding.Severity).ShouldBe(("w", "Text", FindingSeverity.Warning));
        finding.Message.ShouldContain(language);

        NotFound(Node("w", "Elsa.WriteLine", Input("text", "JavaScript", "1")), FindingCodes.UnsupportedLanguage);
    }

    [Fact]
    public void An_unknown_type_is_a_warning()
    {
        Found(Node("x", "Acme.Unknown"), FindingCodes.UnknownActivityType).Severity.ShouldBe(FindingSeverity.Warning);
        NotFound(Write("x"), FindingCodes.UnknownActivityType);
    }

    [Fact]
    public void Ids_are_given_once()
    {
        Found(Flow([Write("a"), Write("a")]), FindingCodes.DuplicateActivityId).Message.ShouldContain("'a'");
        NotFound(Flow([Write("a"), Write("b")], "a>b"), FindingCodes.DuplicateActivityId);
    }

    [Fact]
    public void A_connection_to_nowhere_is_told()
    {
        Found(Flow([Write("a")], "a>gone"), FindingCodes.DroppedConnection).ActivityId.ShouldBe("f");
        NotFound(Flow([Write("a"), Write("b")], "a>b"), FindingCodes.DroppedConnection);
    }

    [Fact]
    public void An_activity_that_no_way_leads_to_is_unreachable()
    {
        Found(Flow([Write("a"), Write("b"), Write("c")], "a>b", "c>b"), FindingCodes.UnreachableActivity).ActivityId.ShouldBe("c");
        NotFound(Flow([Write("a"), Write("b"), Write("c")], "a>b", "b>c"), FindingCodes.UnreachableActivity);
    }

    [Fact]
    public void What_a_second_trigger_leads_to_is_reachable()
    {
        var second = Node("t", "Elsa.Event", Input("eventName", "Literal", "paid"), "\"customProperties\":{\"canStartWorkflow\":true}");
        NotFound(Flow([Node("s", "Elsa.Start"), Write("a"), second, Write("b")], "s>a", "t>b"), FindingCodes.UnreachableActivity);
    }

    [Fact]
    public void A_way_back_is_valid_if_every_way_passes_its_target()
    {
        var decision = Node("d", "Elsa.FlowDecision");
        var other = Node("o", "Elsa.FlowDecision");
        var finding = Found(Flow([decision, Write("a"), other, Write("b")], "d:True>a", "d:False>o", "a>o", "o:True>b", "b>a"), FindingCodes.InvalidBackConnection);
        (finding.Severity, finding.ActivityId).ShouldBe((FindingSeverity.Warning, "b"));
        finding.Message.ShouldContain("'a'");

        NotFound(Flow([Write("a"), decision, Write("b")], "a>d", "d:True>b", "b>a"), FindingCodes.InvalidBackConnection);
    }

    [Fact]
    public void A_join_of_two_ways_of_one_decision_never_fires()
    {
        var decision = Node("d", "Elsa.FlowDecision");
        var finding = Found(Flow([decision, Write("a"), Write("b"), Join("WaitAll")], "d:True>a", "d:False>b", "a>j", "b>j"), FindingCodes.JoinNeverFires);
        (finding.Severity, finding.ActivityId).ShouldBe((FindingSeverity.Warning, "j"));
        finding.Message.ShouldContain("'d'");

        NotFound(Flow([decision, Write("a"), Write("b"), Join("WaitAllActive")], "d:True>a", "d:False>b", "a>j", "b>j"), FindingCodes.JoinNeverFires);
        NotFound(Flow([decision, Write("a"), Write("b"), Join("WaitAll")], "d:True>a", "d:True>b", "a>j", "b>j"), FindingCodes.JoinNeverFires);
    }

    [Fact]
    public void A_token_based_join_waits_for_ways_that_are_not_taken_too()
    {
        string[] activities = [Node("d", "Elsa.FlowDecision"), Write("a"), Write("b"), Join("WaitAllActive")];
        var tokens = Flow(activities, "d:True>a", "d:False>b", "a>j", "b>j").Replace("\"activities\"", "\"customProperties\":{\"Flowchart:ExecutionMode\":\"TokenBased\"},\"activities\"", StringComparison.Ordinal);
        Found(tokens, FindingCodes.JoinNeverFires).Advice.ShouldNotContain("WaitAllActive");
    }

    [Fact]
    public void A_join_of_a_fork_and_of_a_decision_beside_it_fires()
    {
        var fork = Node("s", "Elsa.FlowFork", "\"branches\":{\"typeName\":\"String[]\",\"expression\":{\"type\":\"Literal\",\"value\":[\"One\",\"Two\"]}}");
        string[] activities = [fork, Node("d", "Elsa.FlowDecision"), Write("a"), Write("b"), Join("WaitAll")];
        NotFound(Flow(activities, "s:One>d", "s:Two>b", "d:True>a", "d:False>a", "a>j", "b>j"), FindingCodes.JoinNeverFires);
    }

    [Theory]
    [InlineData("MatchFirst", true)]
    [InlineData("MatchAny", false)]
    public void A_join_of_two_cases_never_fires_if_only_the_first_is_taken(string mode, bool isFound)
    {
        var cases = """
            "cases":[{"label":"One","condition":{"type":"JavaScript","value":"true"}},{"label":"Two","condition":{"type":"JavaScript","value":"true"}}]
            """;
        var choice = Node("s", "Elsa.FlowSwitch", cases, Input("mode", "Literal", mode));
        var flow = Flow([choice, Write("a"), Write("b"), Write("c"), Join("WaitAll")], "s:One>a", "s:Two>b", "s:Default>c", "a>j", "b>j");
        Findings(flow).Any(finding => finding.Code == FindingCodes.JoinNeverFires).ShouldBe(isFound);
    }

    [Fact]
    public void A_join_that_only_it_leads_to_never_fires()
    {
        Found(Flow([Write("a"), Join("WaitAny")], "j>j"), FindingCodes.JoinNeverFires);
        NotFound(Flow([Write("a"), Join("WaitAny")], "a>j"), FindingCodes.JoinNeverFires);
    }

    [Fact]
    public void An_outcome_that_leads_nowhere_drops_what_takes_it()
    {
        var cases = """
            "cases":[{"label":"One","condition":{"type":"JavaScript","value":"true"}}]
            """;
        var choice = Node("s", "Elsa.FlowSwitch", cases);
        Found(Flow([choice, Write("a")], "s:One>a"), FindingCodes.UnconnectedOutcome).Message.ShouldContain("'Default'");
        NotFound(Flow([choice, Write("a")], "s:One>a", "s:Default>a"), FindingCodes.UnconnectedOutcome);
        NotFound(Flow([Write("a"), choice], "a>s"), FindingCodes.UnconnectedOutcome);
        NotFound(Flow([Write("a"), choice], "a>s", "s:One>a"), FindingCodes.UnconnectedOutcome); // Default ends the loop
    }

    [Fact]
    public void A_status_code_without_a_way_is_told_unless_the_flow_goes_on_anyway()
    {
        var request = Node("h", "Elsa.FlowSendHttpRequest", Input("url", "Literal", "https://example.com"));
        Found(Flow([request, Write("a")], "h:200>a"), FindingCodes.UnconnectedOutcome).Message.ShouldContain("'Unmatched status code'");
        NotFound(Flow([request, Write("a")], "h:200>a", "h:Unmatched status code>a"), FindingCodes.UnconnectedOutcome);
        NotFound(Flow([request, Write("a")], "h:Done>a"), FindingCodes.UnconnectedOutcome);
    }

    [Fact]
    public void A_decision_may_have_one_way() =>
        NotFound(Flow([Node("d", "Elsa.FlowDecision"), Write("a")], "d:True>a"), FindingCodes.UnconnectedOutcome);

    [Fact]
    public void A_variable_must_be_declared_to_be_set()
    {
        var set = Node("s", "Elsa.SetVariable", "\"variable\":{\"id\":\"v1\",\"name\":\"Total\"}");
        Found(set, FindingCodes.UnknownVariable).ShouldSatisfyAllConditions(
            finding => finding.Severity.ShouldBe(FindingSeverity.Warning),
            finding => finding.Input.ShouldBe("Variable"),
            finding => finding.Message.ShouldContain("'Total'"));
        NotFound(set, FindingCodes.UnknownVariable, """[{"id":"v1","name":"Total"}]""");
        NotFound($$"""{"id":"q","type":"Elsa.Sequence","variables":[{"id":"v1","name":"Total"}],"activities":[{{set}}]}""", FindingCodes.UnknownVariable);
    }

    [Fact]
    public void A_variable_that_is_read_must_be_there_or_may_come_from_a_script_or_a_loop()
    {
        var read = Node("w", "Elsa.WriteLine", Input("text", "Variable", "Total"));
        Found(read, FindingCodes.UnknownVariable).Severity.ShouldBe(FindingSeverity.Warning);
        var script = Node("r", "Elsa.RunJavaScript", Input("script", "Literal", "setTotal(1)"));
        NotFound(Flow([script, read], "r>w"), FindingCodes.UnknownVariable);
        var current = Node("w", "Elsa.WriteLine", Input("text", "Variable", "CurrentValue"));
        NotFound(Node("l", "Elsa.ForEach", Input("items", "JavaScript", "[1]"), $"\"body\":{current}"), FindingCodes.UnknownVariable);
    }

    [Fact]
    public void A_value_of_another_type_says_where_it_stands()
    {
        var exception = Should.Throw<DefinitionInvalidException>(() => Findings(Node("d", "Elsa.Delay", Input("timeSpan", "Literal", "soon"))));
        var finding = exception.Findings.ShouldHaveSingleItem();
        (finding.Code, finding.ActivityId, finding.Input).ShouldBe((FindingCodes.InvalidInput, "d", "TimeSpan"));
    }

    [Fact]
    public void Every_code_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "authoring", "checking-a-workflow.md"));
        var codes = typeof(FindingCodes).GetFields().Select(field => (string)field.GetValue(null)!).ToList();

        codes.ShouldBeUnique();
        codes.Where(code => !page.Contains($"`{code}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static DefinitionFinding Found(string root, string code) =>
        Findings(root).Where(finding => finding.Code == code).ShouldHaveSingleItem();

    private static void NotFound(string root, string code, string variables = "[]") =>
        Findings(root, variables).Where(finding => finding.Code == code).ShouldBeEmpty();

    private static IReadOnlyList<DefinitionFinding> Findings(string root, string variables = "[]") =>
        DefinitionValidator.CheckDrawing(Compiled.Definition($$"""{"variables":{{variables}},"root":{{root}} }"""));

    private static string Write(string id) => Node(id, "Elsa.WriteLine", Input("text", "Literal", id));

    private static string Join(string mode) => Node("j", "Elsa.FlowJoin", Input("mode", "Literal", mode));

    private static string Node(string id, string type, params string[] members) =>
        $$"""{"id":"{{id}}","name":"{{id}}","type":"{{type}}"{{string.Concat(members.Select(member => $",{member}"))}} }""";

    private static string Input(string name, string type, string value) =>
        $$"""  "{{name}}":{"typeName":"Object","expression":{"type":"{{type}}","value":"{{value}}"} }""";

    /// <summary>A flowchart; connections are written "source:port>target", the port being "Done" without one.</summary>
    private static string Flow(string[] activities, params string[] connections) =>
        $$"""{"id":"f","name":"f","type":"Elsa.Flowchart","activities":[{{string.Join(',', activities)}}],"connections":[{{string.Join(',', connections.Select(Connection))}}]}""";

    private static string Connection(string text)
    {
        var ends = text.Split('>');
        var source = ends[0].Split(':');
        return $$"""{"source":{"activity":"{{source[0]}}","port":"{{(source.Length > 1 ? source[1] : "Done")}}"},"target":{"activity":"{{ends[1]}}","port":"In"} }""";
    }
}
