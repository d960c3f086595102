using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Upgrades;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Upgrades;

public sealed class A_run_goes_on_with_another_version : UpgradedRuns
{
    private const string Variable = """{"id":"v","name":"Rate","typeName":"Int32","value":1}""";

    [Fact]
    public async Task A_run_that_nobody_upgrades_stays_on_its_version()
    {
        var id = await StartAsync(Sequence("all", Line("a"), Wait("w"), Line("old")));
        await PublishAsync(Sequence("all", Line("a"), Wait("w"), Line("new")));

        (await FinishAsync(id, "w")).Lines.ShouldBe(["a", "old"]);
    }

    [Fact]
    public async Task In_a_sequence_only_what_comes_after_the_open_activity_is_run()
    {
        var id = await StartAsync(Sequence("all", Line("a"), Line("b"), Wait("w"), Line("c")));

        var plan = await UpgradeAsync(id, Sequence("all", Line("before"), Line("b"), Line("between"), Wait("w"), Line("next"), Line("c"), Line("last")));

        plan.Changes.ShouldBe(["'a' (a) is gone; this run has passed it.", "'before' (before) is new.", "'between' (between) is new.", "'next' (next) is new.", "'last' (last) is new."], ignoreOrder: true);
        var run = await FinishAsync(id, "w");
        run.Lines.ShouldBe(["a", "b", "next", "c", "last"]);
        run.Instance.Version.ShouldBe(2);
    }

    [Fact]
    public async Task The_journal_says_who_upgraded_from_what_to_what()
    {
        var id = await StartAsync(Sequence("all", Wait("w")));
        await UpgradeAsync(id, Sequence("all", Wait("w"), Line("a")));

        (await JournalAsync(id)).ShouldContain(line => line.EventName == "Upgraded" && line.Message == "Ada upgraded this run from version 1 to version 2.");
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        var id = await StartAsync(Sequence("all", Wait("w"), Line("old")));
        await PublishAsync(Sequence("all", Wait("w"), Line("new")));

        (await Upgrades.PlanAsync(id, null, Token))!.CanUpgrade.ShouldBeTrue();

        var run = await FinishAsync(id, "w");
        run.Lines.ShouldBe(["old"]);
        run.Instance.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_loop_goes_on_with_the_items_and_the_place_that_it_has()
    {
        static string Loop(string items, params string[] body) =>
            $$$"""{"id":"each","type":"Elsa.ForEach","version":1,"items":{"expression":{"type":"Object","value":"{{{items}}}"}},"body":{{{Sequence("body", body)}}}}""";
        var id = await StartAsync(Loop("[1,2]", Line("a"), Wait("w"), Line("b")));
        await SendAsync(id, "w");
        await UntilAsync(id, run => run.Lines.Count == 3 && run.Instance.Status == InstanceStatus.Suspended);

        await UpgradeAsync(id, Loop("[1,2,3]", Line("new"), Line("a"), Wait("w"), Line("c")));

        (await FinishAsync(id, "w")).Lines.ShouldBe(["a", "b", "a", "c"]);
    }

    [Fact]
    public async Task A_workflow_that_has_been_upgraded_can_be_upgraded_again_and_back()
    {
        var id = await StartAsync(Sequence("all", Wait("w"), Line("one")));
        await UpgradeAsync(id, Sequence("all", Wait("w"), Line("two")));
        await UpgradeAsync(id, Sequence("all", Wait("w"), Line("three")));

        (await Upgrades.UpgradeAsync(id, 1, "Ada", Token))!.Refusals.ShouldBeEmpty();
        await UntilAsync(id, run => run.Instance.Version == 1);

        (await FinishAsync(id, "w")).Lines.ShouldBe(["one"]);
    }

    [Fact]
    public async Task New_variables_begin_with_their_default_renamed_and_known_ones_keep_their_value()
    {
        var id = await StartAsync(Sequence("all", Wait("w")), members: $$"""
            "name":"Orders","variables":[{{Variable}},{"id":"o","name":"Old","typeName":"String","value":"kept"}]
            """);

        var plan = await UpgradeAsync(
            id,
            Sequence("all", Wait("w"), """{"id":"s","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"`${getRate()} ${getNow()} ${getExtra()}`"}}}"""),
            """
            "name":"Orders","variables":[{"id":"v","name":"Rate","typeName":"Int32","value":2},{"id":"o","name":"Now","typeName":"String","value":"x"},{"id":"e","name":"Extra","typeName":"Int32","value":3}]
            """);

        plan.Changes.ShouldContain("The variable 'Extra' of 'Workflow1' (Workflow1) is new and begins with its default.");
        plan.Changes.ShouldContain("The variable 'Old' of 'Workflow1' (Workflow1) is now 'Now' and keeps its value.");
        plan.Notes.ShouldContain("The variable 'Rate' of 'Workflow1' (Workflow1) has another type or default, but keeps the value that it has.");
        (await FinishAsync(id, "w")).Lines.ShouldBe(["1 kept 3"]);
    }

    [Fact]
    public async Task What_waits_goes_on_waiting_for_what_the_old_version_said_and_the_plan_says_so()
    {
        var id = await StartAsync(Sequence("all", Wait("w", "paid"), Line("a")));

        var plan = await UpgradeAsync(id, Sequence("all", Wait("w", "settled"), Line("b")));

        plan.Notes.ShouldBe(["'w' (w) is changed, but goes on waiting for 'paid' as version 1 told it."]);
        (await FinishAsync(id, "settled", "paid")).Lines.ShouldBe(["b"]);
    }

    [Fact]
    public async Task An_activity_that_failed_is_retried_with_the_script_of_the_new_version()
    {
        static string Root(string script) => Sequence(
            "all",
            Write("w", "1"),
            $$$"""{"id":"s","name":"Sum","type":"Elsa.RunJavaScript","version":1,"script":{"expression":{"type":"Literal","value":"{{{script}}}"} } }""",
            """{"id":"l","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"getOutputFrom('Sum','Result')"}}}""");
        var id = await StartAsync(Root("return totl + 1"), InstanceStatus.Faulted);
        var letter = (await Harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = id }, Token)).ShouldHaveSingleItem();

        var plan = await UpgradeAsync(id, Root("return 41 + 1"));
        plan.Changes.ShouldBe(["'Sum' (s) is changed."]);
        var upgraded = await Harness.WaitForAsync(id, InstanceStatus.Faulted, Token);
        upgraded.Instance.Version.ShouldBe(2);
        (await Harness.Instances.FindDeadLetterAsync(letter.Id, Token))!.ResolvedAt.ShouldBeNull();
        await Harness.Runtime.RedriveAsync(new RedriveDecision(letter.Id, RedriveVerb.RetryThis, "Ada"), Token);

        var run = await Harness.WaitForAsync(id, InstanceStatus.Finished, Token);
        run.Lines.ShouldBe(["42"]);
        run.Instance.Version.ShouldBe(2);
        Ledger.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task After_an_upgrade_a_person_goes_back_and_an_applied_effect_keeps_its_key()
    {
        Ledger.OnlyValue = "2";
        Ledger.FailWith(FailureKind.Rejected);
        var id = await StartAsync(Sequence("all", Write("first", "1"), Write("second", "2")), InstanceStatus.Faulted);
        var letter = (await Harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = id }, Token)).ShouldHaveSingleItem();
        await UpgradeAsync(id, Sequence("all", Write("first", "1"), Line("new"), Write("second", "3")));

        await Harness.Runtime.RedriveAsync(new RedriveDecision(letter.Id, RedriveVerb.RetryFrom, "Ada", "first"), Token);

        (await Harness.WaitForAsync(id, InstanceStatus.Finished, Token)).Lines.ShouldBe(["new"]);
        Ledger.Calls.ShouldBe(4);
        Ledger.Keys.Distinct().Count().ShouldBe(2);
        Ledger.Effects.Values.ShouldBe(["1", "3"]);
    }

    [Fact]
    public async Task A_machine_of_states_goes_on_from_its_state_although_the_list_of_ways_has_changed()
    {
        static string Machine(params string[] ways) => $$"""
            {"id":"m","type":"Elsa.StateMachine","version":1,
             "states":[{"name":"open"},{"name":"paid","entry":{{Line("thanks")}}},{"name":"lost","entry":{{Line("sorry")}}}],
             "transitions":[{{string.Join(',', ways)}}]}
            """;
        static string Way(string to, string trigger) => $$"""{"from":"open","to":"{{to}}","trigger":{{Wait(trigger)}}}""";
        var id = await StartAsync(Machine(Way("paid", "pay"), Way("lost", "lose")));

        var plan = await UpgradeAsync(id, Machine(Way("lost", "expire"), Way("lost", "lose"), Way("paid", "pay")));

        plan.Notes.ShouldBe(["The new way from the state 'open' of 'm' (m) to 'lost' is open only when the state is entered the next time."]);
        (await FinishAsync(id, "pay")).Lines.ShouldBe(["thanks"]);
    }

    [Fact]
    public async Task A_machine_whose_open_way_is_gone_is_refused()
    {
        static string Machine(string from) => $$"""
            {"id":"m","type":"Elsa.StateMachine","version":1,"states":[{"name":"open"},{"name":"paid"}],
             "transitions":[{"from":"{{from}}","to":"paid","trigger":{{Wait("pay")}}}]}
            """;
        var id = await StartAsync(Machine("open"));

        (await RefusalsAsync(id, Machine("paid"))).ShouldBe(["'pay' (pay) leads out of the state 'open' of 'm' (m), but not in version 2."]);
    }

    [Fact]
    public async Task What_is_open_must_be_there()
    {
        var id = await StartAsync(Sequence("all", Line("a"), Wait("w"), Line("b")));

        (await RefusalsAsync(id, Sequence("all", Line("a"), Line("b"))))
            .ShouldBe(["'w' (w) waits, but version 2 does not have it. Put it back with the same id, or let this run end on version 1."]);
        (await FinishAsync(id, "w")).Lines.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task What_is_open_must_be_of_the_same_type()
    {
        var id = await StartAsync(Sequence("all", Wait("w")));

        (await RefusalsAsync(id, Sequence("all", Line("w")))).ShouldBe(["'w' (w) waits as Elsa.Event, but in version 2 it is Elsa.WriteLine."]);
    }

    [Fact]
    public async Task What_is_open_must_be_in_the_same_container()
    {
        var id = await StartAsync(Sequence("all", Sequence("one", Wait("w")), Sequence("two", Line("a"))));

        (await RefusalsAsync(id, Sequence("all", Sequence("one", Line("a")), Sequence("two", Wait("w")))))
            .ShouldBe(["'w' (w) waits in 'one' (one), but in version 2 it is in 'two' (two)."]);
    }

    [Fact]
    public async Task What_is_open_must_have_an_id()
    {
        var wait = """{"type":"Elsa.Event","version":1,"eventName":{"expression":{"type":"Literal","value":"w"}}}""";
        var id = await StartAsync(Sequence("all", Line("a"), wait));

        (await RefusalsAsync(id, Sequence("all", Line("a"), Line("b"), wait))).ShouldHaveSingleItem().ShouldContain("has no id in the definition");
    }

    [Fact]
    public async Task What_ran_already_may_not_come_after_what_is_open()
    {
        var id = await StartAsync(Sequence("all", Line("a"), Wait("w"), Line("b")));

        (await RefusalsAsync(id, Sequence("all", Wait("w"), Line("a"), Line("b"))))
            .ShouldBe(["'a' (a) ran already, but in version 2 it comes after 'w' (w), so it would run again."]);
    }

    [Fact]
    public async Task The_undo_of_a_completed_step_must_be_there()
    {
        static string Step(string undo) => $$"""{"id":"step","type":"ClarityConnect.CompensableStep","version":1,"body":{{Line("do")}},"compensation":{{Line(undo)}}}""";
        var id = await StartAsync(Sequence("all", Step("undo"), Wait("w")));

        (await RefusalsAsync(id, Sequence("all", Step("other"), Wait("w")))).ShouldBe(["'undo' undoes a step that has completed, but version 2 does not have it."]);
    }

    [Fact]
    public async Task Outputs_that_the_old_version_did_not_keep_are_noted()
    {
        const string Sum = """{"id":"s","name":"Sum","type":"Elsa.RunJavaScript","version":1,"script":{"expression":{"type":"Literal","value":"return 42"}}}""";
        var id = await StartAsync(Sequence("all", Sum, Wait("w")));

        var plan = await UpgradeAsync(id, Sequence("all", Sum, Wait("w"), """{"id":"l","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"`${getOutputFrom('Sum','Result')}`"}}}"""));

        plan.Notes.ShouldHaveSingleItem().ShouldStartWith("A script of version 2 may read the outputs of 'Sum' (s), which version 1 did not keep");
    }

    [Fact]
    public async Task A_run_that_has_ended_is_refused()
    {
        var id = await StartAsync(Line("a"), InstanceStatus.Finished);

        (await RefusalsAsync(id, Line("b"))).ShouldBe(["It has ended (Finished)."]);
    }

    [Fact]
    public async Task A_draft_is_no_version_to_go_on_with()
    {
        var id = await StartAsync(Sequence("all", Wait("w")));
        var publisher = (DefinitionPublisher)Harness.Services.GetService(typeof(DefinitionPublisher))!;
        await publisher.SaveAsync(DefinitionDocument.Parse($$"""{"definitionId":"orders","name":"Orders","root":{{Sequence("all", Wait("w"), Line("a"))}}}"""), publish: false, Token);

        (await Should.ThrowAsync<DefinitionInvalidException>(Upgrades.PlanAsync(id, 2, Token))).Message.ShouldContain("is a draft");
        (await Should.ThrowAsync<DefinitionInvalidException>(Upgrades.PlanAsync(id, 7, Token))).Message.ShouldContain("no version 7");
        (await Upgrades.PlanAsync(id, 1, Token))!.Refusals.ShouldBe(["It runs version 1 already."]);
        (await Upgrades.PlanAsync("nobody", null, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task All_runs_are_upgraded_a_page_at_a_time()
    {
        var ids = new List<string> { await StartAsync(Sequence("all", Wait("w"), Line("a"))) };
        for (var i = 0; i < 4; i++)
        {
            ids.Add((await Harness.Runtime.StartAsync(new StartRequest("orders"), Token))!);
            await Harness.WaitForAsync(ids[^1], InstanceStatus.Suspended, Token);
        }

        await FinishAsync(ids[0], "w");
        await PublishAsync(Sequence("all", Wait("w"), Line("b")));
        var selection = new UpgradeSelection("orders") { Take = 3 };

        var dry = await Upgrades.RunAsync(selection, null, Token);
        dry.Plans.Count.ShouldBe(3);
        dry.Plans.ShouldAllBe(plan => plan.CanUpgrade && plan.FromVersion == 1);
        var first = await Upgrades.RunAsync(selection, "Ada", Token);
        var second = await Upgrades.RunAsync(selection with { Before = first.Next }, "Ada", Token);

        second.Next.ShouldBeNull();
        first.Plans.Concat(second.Plans).Select(plan => plan.InstanceId).ShouldBe(ids.Skip(1), ignoreOrder: true);
        foreach (var id in ids.Skip(1))
        {
            await UntilAsync(id, run => run.Instance.Version == 2);
            (await FinishAsync(id, "w")).Lines.ShouldBe(["b"]);
        }
    }

    [Fact]
    public async Task Named_runs_all_get_an_answer()
    {
        var id = await StartAsync(Sequence("all", Wait("w")));
        await PublishAsync(Sequence("all", Wait("w"), Line("b")));

        var batch = await Upgrades.RunAsync(new UpgradeSelection("orders") { InstanceIds = [id, "nobody"] }, null, Token);

        batch.Plans[0].CanUpgrade.ShouldBeTrue();
        batch.Plans[1].Refusals.ShouldBe(["There is no such instance."]);
    }

    private static string Write(string id, string value) =>
        $$$"""{"id":"{{{id}}}","type":"Test.WriteToLedger","version":1,"value":{"expression":{"type":"Literal","value":"{{{value}}}"} } }""";
}
