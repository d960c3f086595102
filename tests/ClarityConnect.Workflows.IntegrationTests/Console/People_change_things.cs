using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed class People_change_things : IAsyncLifetime
{
    private ConsoleHost host = null!;

    private CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        await host.PublishAsync(Drawings.Posting);
        await host.PublishAsync(Drawings.Waiting);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_operator_retries_a_step_after_the_cause_is_put_right()
    {
        using var visitor = await host.SignInAsync("operator");
        var (run, letter) = await FailAsync();
        host.Month.IsOpen = true;
        var page = await visitor.GetAsync($"/dead-letters/{letter}/retry");
        (await visitor.SubmitAsync(page, "Retry this step")).Words.ShouldContain("Confirm that you have read");
        await DecideAsync(visitor, page, "Retry this step", run, ("sure", "yes"));
        (await host.Instances.FindAsync(run, Token))!.Value.Instance.Status.ShouldBe(InstanceStatus.Finished);
        var resolved = (await host.Instances.FindDeadLetterAsync(letter, Token))!;
        resolved.Resolution.ShouldBe("Retried");
        (await visitor.GetAsync($"/runs/{run}")).Words.ShouldContain("operator chose: RetryThis");
        (await visitor.GetAsync($"/dead-letters/{letter}/retry")).Words.ShouldContain("Somebody has decided about it already");
    }

    [Fact]
    public async Task An_operator_goes_back_to_an_earlier_step()
    {
        using var visitor = await host.SignInAsync("operator");
        var (run, letter) = await FailAsync();
        host.Month.IsOpen = true;
        var page = await visitor.GetAsync($"/dead-letters/{letter}/retry-from");
        page.Words.ShouldContain("Note the day");
        page.Words.ShouldNotContain("value=\"Tell\"");
        (await visitor.SubmitAsync(page, "Go on from there", ("sure", "yes"), ("from", "Tell"))).Words.ShouldContain("Choose the step");
        await DecideAsync(visitor, page, "Go on from there", run, ("sure", "yes"), ("from", "Note"));
        (await host.Instances.ListExecutionsAsync(run, null, Token)).Count(execution => execution.ActivityId == "Note").ShouldBe(2);
    }

    [Fact]
    public async Task An_operator_skips_a_step_with_values()
    {
        using var visitor = await host.SignInAsync("operator");
        var (run, letter) = await FailAsync();
        var page = await visitor.GetAsync($"/dead-letters/{letter}/skip");
        var refused = await visitor.SubmitAsync(page, "Skip the step", ("sure", "yes"), ("outputs", "{\n \"Result\" \"x\"}"));
        refused.Words.ShouldContain("Line 2, column 11");
        refused.Words.ShouldContain("\"Result\" \"x\"}</textarea>");
        await DecideAsync(visitor, page, "Skip the step", run, ("sure", "yes"), ("outputs", "{\"Result\": \"by hand\"}"));
        var (instance, checkpoint) = (await host.Instances.FindAsync(run, Token))!.Value;
        instance.Status.ShouldBe(InstanceStatus.Finished);
        System.Text.Encoding.UTF8.GetString(checkpoint!.Value.Span).ShouldContain("\"Journal\":{\"value\":\"by hand\"}");
    }

    [Fact]
    public async Task An_operator_cancels_a_run()
    {
        using var visitor = await host.SignInAsync("operator");
        var run = await host.RunAsync("waiting", "Order 17");
        (await visitor.GetAsync($"/runs/{run}")).Words.ShouldContain("Elsa.Event “Approved”");
        var burst = host.NextBurst(run);
        var answer = await visitor.SubmitAsync(await visitor.GetAsync($"/runs/{run}/cancel"), "Cancel this run");
        answer.Location.ShouldEndWith($"/runs/{run}?stored=cancel");
        (await burst.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token)).ShouldBe(InstanceStatus.Cancelled);
        (await visitor.GetAsync($"/runs/{run}/cancel")).Words.ShouldContain("Nothing to cancel");
    }

    [Fact]
    public async Task A_designer_edits_a_mapping_table_and_hears_where_a_mistake_is()
    {
        using var visitor = await host.SignInAsync("designer");
        var page = await visitor.GetAsync("/mappings/edit");
        (await visitor.SubmitAsync(page, "Save", ("name", "../x"), ("document", "{}"))).Words.ShouldContain("The name must begin with");
        (await visitor.SubmitAsync(page, "Save", ("name", "accounts"), ("document", "{\r\n  \"a\": 1,\r\n  \"b\": x\r\n}"))).Words.ShouldContain("Line 3, column 8");
        var saved = await visitor.SubmitAsync(page, "Save", ("name", "accounts"), ("document", "{\r\n  \"a\": 1\r\n}"));
        saved.Location.ShouldEndWith("/mappings/accounts?saved=yes");
        (await host.Mappings.FindAsync("accounts", Token))!.Document.ShouldBe("{\n  \"a\": 1\n}");
        (await visitor.SubmitAsync(page, "Save", ("name", "accounts"), ("document", "{}"))).Words.ShouldContain("There is a mapping table “accounts” already");
    }

    [Fact]
    public async Task Two_designers_do_not_overwrite_each_other()
    {
        await host.Mappings.SaveAsync("accounts", "{}", TimeProvider.System.GetUtcNow(), Token);
        using var visitor = await host.SignInAsync("designer");
        var page = await visitor.GetAsync("/mappings/edit?name=accounts");
        await host.Mappings.SaveAsync("accounts", "{\"theirs\": 1}", TimeProvider.System.GetUtcNow(), Token);
        var refused = await visitor.SubmitAsync(page, "Save", ("document", "{\"mine\": 1}"));
        refused.Words.ShouldContain("Somebody saved revision 2 while you were editing revision 1");
        refused.Words.ShouldContain("{\"mine\": 1}");
        (await visitor.SubmitAsync(refused, "Save", ("document", "{\"mine\": 1}"))).Words.ShouldContain("Somebody saved revision 2");
        (await host.Mappings.FindAsync("accounts", Token))!.Revision.ShouldBe(2);
    }

    [Fact]
    public async Task A_designer_restores_an_earlier_revision_of_a_mapping_table()
    {
        await host.Mappings.SaveAsync("accounts", "{\"cash\": 1000}", "ann", TimeProvider.System.GetUtcNow(), Token);
        await host.Mappings.SaveAsync("accounts", "{\"cash\": 9999}", "ben", TimeProvider.System.GetUtcNow(), Token);
        using var visitor = await host.SignInAsync("designer");
        var newest = (await visitor.GetAsync("/mappings/accounts")).Words;
        newest.ShouldContain("revision 2");
        newest.ShouldContain("by ben");
        var earlier = (await visitor.GetAsync("/mappings/accounts?revision=1")).Words;
        earlier.ShouldContain("{\"cash\": 1000}");
        earlier.ShouldContain("This is an earlier revision. Workflows use <a href=\"/mappings/accounts\">revision 2</a>.");
        (await visitor.GetAsync("/mappings/accounts?revision=7")).Words.ShouldContain("There is no revision 7 of “accounts”");

        var page = await visitor.GetAsync("/mappings/edit?name=accounts&restore=1");
        page.Words.ShouldContain("Save to restore it");
        page.Words.ShouldContain("{\"cash\": 1000}</textarea>");
        (await visitor.SubmitAsync(page, "Save", ("document", "{\"cash\": 1000}"))).Location.ShouldEndWith("/mappings/accounts?saved=yes");
        var restored = (await host.Mappings.FindAsync("accounts", Token))!;
        (restored.Revision, restored.Document).ShouldBe((3, "{\"cash\": 1000}"));
        restored.ChangedBy.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_administrator_tests_connections_without_seeing_secrets()
    {
        await host.SaveConnectionAsync("good", "clerk", "correct horse");
        await host.SaveConnectionAsync("bad", "clerk", "battery staple");
        using var visitor = await host.SignInAsync("administrator");
        var list = await visitor.GetAsync("/connections");
        list.Words.ShouldContain("Vault of the tests");
        list.Words.ShouldNotContain("horse");
        var tested = await visitor.GetAsync("/connections/good/test");
        (await visitor.SubmitAsync(tested, "Test")).Words.ShouldContain("Signed in as clerk of company Test.");
        (await visitor.SubmitAsync(await visitor.GetAsync("/connections/bad/test"), "Test")).Words.ShouldContain("The password is wrong. Enter it again.");
        // The button of the list posts straight to the page that tests.
        (await visitor.SubmitAsync(list, "Test")).Words.ShouldContain("The password is wrong. Enter it again.");
    }

    private async Task<(string Run, string Letter)> FailAsync()
    {
        var run = await host.RunAsync("posting", "Day");
        var letters = await host.Instances.ListDeadLettersAsync(new() { InstanceId = run }, Token);
        return (run, letters.ShouldHaveSingleItem().Id);
    }

    private async Task DecideAsync(Visitor visitor, Visitor.Page page, string button, string run, params (string, string)[] values)
    {
        var burst = host.NextBurst(run);
        var answer = await visitor.SubmitAsync(page, button, values);
        answer.Location.ShouldEndWith($"/runs/{run}?stored=redrive");
        (await burst.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token)).ShouldBe(InstanceStatus.Finished);
    }
}
