using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class ContainerTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Theory, InlineData(0), InlineData(1), InlineData(5), InlineData(10)]
    [Trait("Case", "M42")]
    public async Task A_sequence_runs_its_activities_in_order(int count)
    {
        var lines = Enumerable.Range(1, count).Select(number => $"Line {number}").ToArray();

        ShouldPrint(await RunAsync(Sequence([.. lines.Select(Line)])), string.Join('|', lines));
    }

    [Fact]
    [Trait("Case", "M43")]
    public async Task A_break_outside_any_loop_stops_the_sequence() => ShouldPrint(await RunAsync(Sequence(Line("A"), Break(), Line("B"))), "A");

    [Fact]
    [Trait("Case", "M44")]
    public async Task A_break_in_an_If_skips_what_follows_in_the_sequence() =>
        ShouldPrint(await RunAsync(Sequence(Line("A"), If(Literal(true), Break()), Line("B"))), "A");

    [Fact]
    [Trait("Case", "M45")]
    public async Task A_break_in_an_inner_sequence_ends_the_outer_one_too() =>
        ShouldPrint(await RunAsync(Sequence(Line("Outer"), Sequence(Line("Inner"), Break(), Line("X")).As("inner"), Line("Y"))), "Outer|Inner");

    [Fact]
    [Trait("Case", "M46")]
    public async Task A_Complete_in_the_root_sequence_ends_the_workflow() =>
        ShouldPrint(await RunAsync(Sequence(Line("A"), Activity("Complete", "complete"), Line("B"))), "A");

    [Fact]
    [Trait("Case", "M47")]
    public async Task Variables_of_a_sequence_begin_with_their_defaults_and_change() => ShouldPrint(
        await RunAsync(Sequence(Say("getVariable('x')"), Set("x", "'new'"), Say("getVariable('x')", "again")).With(("x", "String", "old"))), "old|new");

    [Fact]
    [Trait("Case", "M48")]
    public async Task An_inner_container_sees_its_own_and_outer_variables() => ShouldPrint(
        await RunAsync(Sequence(
            Sequence(Say("`${getVariable('x')} ${getVariable('y')}`"), Set("y", "3")).With(("y", "Int32", "2")).As("inner"),
            Say("`${getVariable('x')} ${getVariable('y') == null}`", "after")).With(("x", "Int32", "1"))),
        "1 2|1 true");

    [Fact]
    [Trait("Case", "M49")]
    public async Task Variables_without_names_are_numbered()
    {
        var sequence = Sequence(Say("`${getVariable('Variable1')} ${getVariable('Variable2')}`"));
        sequence["variables"] = new JsonArray(
            new JsonObject { ["id"] = "a", ["typeName"] = "Int32", ["value"] = "1" }, new JsonObject { ["id"] = "b", ["typeName"] = "Int32", ["value"] = "2" });

        ShouldPrint(await RunAsync(sequence), "1 2");
    }

    [Fact]
    [Trait("Case", "M50")]
    public async Task Defaults_are_of_the_declared_type()
    {
        var run = await RunAsync(Sequence(
            Say("`${typeof getVariable('i')} ${typeof getVariable('s')} ${typeof getVariable('b')}`"),
            Activity("WriteLine", "i", ("text", Js("getVariable('i')"))),
            Activity("WriteLine", "s", ("text", Js("getVariable('s')"))),
            Activity("WriteLine", "b", ("text", Js("getVariable('b')")))).With(("i", "Int32", "42"), ("s", "String", "Hello"), ("b", "Boolean", "True")));

        run.Lines.Take(3).ShouldBe(["number string boolean", "42", "Hello"]);
        run.Lines[3].ShouldBe("True", StringCompareShould.IgnoreCase);
    }

    [Fact]
    [Trait("Case", "M51")]
    public async Task The_nearest_of_two_variables_with_one_name_is_set_and_read() => ShouldPrint(
        await RunAsync(Sequence(
            Sequence(Set("x", "'inner'"), Say("getVariable('x')")).With(("x", "String", "")).As("inner"),
            Say("getVariable('x')", "after")).With(("x", "String", "outer"))),
        "inner|outer");

    [Fact]
    [Trait("Case", "M52")]
    public async Task A_variable_is_set_from_another() => ShouldPrint(
        await RunAsync(Sequence(Set("a", "'value'"), Set("b", "getVariable('a') + '!'"), Say("getVariable('b')")).With(("a", "String", null), ("b", "String", null))), "value!");

    [Fact]
    [Trait("Case", "M53")]
    public async Task A_named_variable_is_read_set_and_read_again() => ShouldPrint(
        await RunAsync(Sequence(
            Say("`Foo = ${getFoo()}`"),
            Activity("RunJavaScript", "js", ("script", Literal("setVariable('Foo', 'Baz')"))),
            Say("`Foo = ${getVariable('Foo')}`", "again")).With(("Foo", "String", "Bar"))),
        "Foo = Bar|Foo = Baz");

    [Fact]
    [Trait("Case", "M54")]
    public async Task A_list_is_replaced_and_gone_through() => ShouldPrint(
        await RunAsync(Sequence(Set("list", "['Line 1', 'Line 2']"), ForEach("getVariable('list')", Say("getVariable('CurrentValue')"))).With(("list", "Object", "[]"))),
        "Line 1|Line 2");

    [Theory, InlineData("n", "3", "getVariable('n')"), InlineData("list", "[1,2,3]", "getVariable('list').length")]
    [Trait("Case", "M55")]
    public async Task A_variable_lasts_over_every_suspension_of_a_loop(string variable, string value, string read)
    {
        var shrink = variable == "n" ? "getVariable('n') - 1" : "getVariable('list').slice(1)";
        var run = await RunAsync(While(Js($"{read} > 0"), Sequence(Set(variable, shrink), Say(read), Event("next"))).With((variable, "Object", value)));
        for (var i = 0; i < 3; i++)
        {
            run.Instance.Status.ShouldBe(InstanceStatus.Suspended);
            run = await ResumeAsync(run, "next");
        }

        ShouldPrint(run, "2|1|0");
    }

    [Fact]
    [Trait("Case", "M56")]
    public async Task Setting_a_variable_that_is_not_in_scope_fails()
    {
        var run = await RunAsync(Sequence(Set("nope", "1")));

        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        MessagesOf(run).ShouldHaveSingleItem().ShouldContain("Variable 'nope' not found.");
    }
}
