using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Sdk.Activities;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Activities;

public sealed class Names_of_the_activity_itself_are_refused
{
    [Fact]
    public void An_input_that_would_get_the_name_of_the_activity_is_refused_with_advice() =>
        Should.Throw<InvalidOperationException>(() => new ActivityRegistry([typeof(Greet)])).Message.ShouldBe(
            "The activity Test.Greet has an input 'Name', which is what workflows call something of the activity itself. Name it otherwise, such as 'GreetName'; DisplayName may stay 'Name'.");

    [Fact]
    public void An_output_that_would_be_taken_for_its_id_is_refused_too() =>
        Should.Throw<InvalidOperationException>(() => new ActivityRegistry([typeof(Find)])).Message.ShouldStartWith("The activity Test.Find has an output 'Id',");

    [Activity("Test", "Test")]
    internal sealed class Greet : CodeActivity
    {
        [Input]
        public Input<string> Name { get; set; } = new();
    }

    [Activity("Test", "Test")]
    internal sealed class Find : CodeActivity
    {
        [Output]
        public Output<string> Id { get; set; } = new();
    }
}
