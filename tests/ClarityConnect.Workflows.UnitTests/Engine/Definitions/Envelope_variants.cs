using ClarityConnect.Workflows.Engine.Definitions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

/// <summary>What the envelope of a definition may lack or spell differently.</summary>
public sealed class Envelope_variants
{
    [Fact]
    public void Rule_01_Every_member_of_the_envelope_may_be_missing()
    {
        var document = DefinitionDocument.Parse("""{"root":{"type":"Elsa.WriteLine"}}""");

        document.Id.ShouldBeNull();
        document.DefinitionId.ShouldBeNull();
        document.Version.ShouldBe(1);
        Compiled.Definition(document.ToJson()).Activities.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("""{"$schema":"https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json","root":{}}""")]
    [InlineData("""{"metadata":{"a":1},"root":{}}""")]
    [InlineData("""{"id":null,"definitionId":null,"version":null,"variables":null,"inputs":null,"outputs":null,"outcomes":null,"options":null,"customProperties":null,"root":null}""")]
    [InlineData("{}")]
    public void Rule_01_Older_newer_and_empty_members_are_kept(string json)
    {
        DefinitionDocument.Parse(json).ToJson().ShouldBe(json);
        Should.NotThrow(() => Compiled.Definition(json));
    }

    [Theory]
    [InlineData("""{"options":{"usableAsActivity":true},"root":{}}""")]
    [InlineData("""{"usableAsActivity":true,"root":{}}""")]
    public void Rule_02_A_definition_may_say_in_both_places_that_it_is_usable_as_an_activity(string json) =>
        DefinitionDocument.Parse(json).IsUsableAsActivity.ShouldBeTrue();

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"usableAsActivity":false}""")]
    [InlineData("""{"options":{}}""")]
    [InlineData("""{"options":null,"usableAsActivity":null}""")]
    [InlineData("""{"options":{"usableAsActivity":null}}""")]
    public void Rule_02_A_definition_that_does_not_say_so_is_not_usable_as_an_activity(string json) =>
        DefinitionDocument.Parse(json).IsUsableAsActivity.ShouldBeFalse();

    [Theory]
    [InlineData("""{"options":{"autoUpdateConsumingWorkflows":true,"activityCategory":"Custom"}}""", false)]
    [InlineData("""{"options":{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core"}}""", true)]
    [InlineData("""{"options":{"incidentStrategyType":"ContinueWithIncidentsStrategy"}}""", true)]
    [InlineData("""{"options":{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core","activationStrategyType":"Elsa.Workflows.Runtime.SingletonStrategy, Elsa.Workflows.Runtime","commitStrategyName":"Acme"}}""", false)]
    [InlineData("""{"options":{"incidentStrategyType":null}}""", false)]
    [InlineData("{}", false)]
    public void Rule_03_Options_may_be_few_and_types_may_be_names_or_aliases(string json, bool continues) =>
        Compiled.Definition(json).ContinuesWithIncidents.ShouldBe(continues);

    [Fact]
    public void Rule_04_A_definition_id_may_be_a_name() =>
        DefinitionDocument.Parse("""{"definitionId":"tester","isPublished":false}""").DefinitionId.ShouldBe("tester");

    [Fact]
    public void Rule_05_A_byte_order_mark_is_left_out()
    {
        var document = DefinitionDocument.Parse("\uFEFF{\"name\":\"With a mark\",\"root\":{\"type\":\"Elsa.WriteLine\"}}");

        document.Name.ShouldBe("With a mark");
        document.ToJson()[0].ShouldBe('{');
        Compiled.Definition("\uFEFF{\"root\":{\"type\":\"Elsa.WriteLine\"}}").Activities.Count.ShouldBe(2);
    }
}
