using System.Text;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed class People_decide_approvals : IAsyncLifetime
{
    private ConsoleHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("Approve", "approve", "approved", "true")]
    [InlineData("Decline", "decline", "declined", "false")]
    public async Task Who_is_asked_sees_the_request_and_decides_with_a_remark(string button, string decision, string done, string stored)
    {
        var (run, id) = await AskAsync("[\"viewer\"]");
        using var viewer = await host.SignInAsync("viewer");
        (await viewer.GetAsync("/")).Words.ShouldContain("1 waiting for you");
        (await viewer.GetAsync("/approvals")).Words.ShouldContain("Refund <b>order 17</b>?");
        var page = await viewer.GetAsync($"/approvals/{id}");
        page.Words.ShouldContain("Order number");
        page.Text.ShouldNotContain("4111111111111111");
        page.Text.ShouldNotContain("<script");
        page.Text.ShouldContain("&lt;b&gt;order 17");

        var burst = host.NextBurst(run);
        var answer = await viewer.SubmitAsync(page, button, ("decision", decision), ("comment", " as agreed "));

        answer.Location.ShouldEndWith($"/approvals?done={done}");
        (await burst.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token)).ShouldBe(InstanceStatus.Finished);
        var executions = await host.Instances.ListExecutionsAsync(run, null, Token);
        var details = executions.Single(execution => execution.ActivityId == "Ask").Details;
        var text = Encoding.UTF8.GetString(details!.Value.Span);
        text.ShouldContain($"\"approved\":{stored}");
        text.ShouldContain("\"comment\":\"as agreed\"");
        text.ShouldContain("\"by\":\"viewer\"");
        (await viewer.GetAsync($"/approvals/{id}")).Words.ShouldContain("somebody has decided it");
        (await viewer.GetAsync("/approvals")).Words.ShouldContain("Nothing waits for your decision");
        (await viewer.GetAsync("/")).Words.ShouldNotContain("waiting for you");
    }

    [Fact]
    public async Task Who_is_not_asked_sees_it_among_those_of_others_and_cannot_decide()
    {
        var (run, id) = await AskAsync("[\"viewer\"]");
        using var other = await host.SignInAsync("operator");
        var list = await other.GetAsync("/approvals");
        list.Words.ShouldContain("Waiting for others");
        list.Words.ShouldContain("viewer, and administrators");
        (await other.GetAsync($"/approvals/{id}")).Words.ShouldContain("You are not among those who may decide this.");

        using var administrator = await host.SignInAsync("administrator");
        var form = await administrator.GetAsync($"/approvals/{id}");
        var token = System.Text.RegularExpressions.Regex.Match((await other.GetAsync("/runs")).Text, "__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
        (await other.PostAsync($"/approvals/{id}", ("__RequestVerificationToken", token), ("_handler", "decision"), ("decision", "approve"))).Location.ShouldBeNull();
        (await administrator.SubmitAsync(form, "Approve", ("decision", "perhaps"))).Words.ShouldContain("Choose Approve or Decline");
        (await administrator.SubmitAsync(form, "Approve", ("decision", "approve"), ("comment", new string('x', 2001)))).Words.ShouldContain("more than 2000 characters");
        (await host.Instances.FindAsync(run, Token))!.Value.Instance.Status.ShouldBe(InstanceStatus.Suspended);
    }

    [Fact]
    public async Task An_operator_completes_a_task_with_a_result()
    {
        await host.PublishAsync(Drawings.Task);
        var run = await host.RunAsync("task");
        var id = (await host.Instances.ListBookmarksAsync(new BookmarkFilter { Name = "Elsa.RunTask" }, Token)).Single().Bookmark.Key;
        using var visitor = await host.SignInAsync("operator");
        (await visitor.GetAsync("/approvals")).Words.ShouldContain("Pack the parcel");
        var page = await visitor.GetAsync($"/tasks/{id}");
        (await visitor.SubmitAsync(page, "Complete this task", ("result", "{\"boxes\": }"))).Words.ShouldContain("Line 1, column 11");
        var burst = host.NextBurst(run);
        (await visitor.SubmitAsync(page, "Complete this task", ("result", "{\"boxes\": 2}"))).Location.ShouldEndWith("/approvals?done=task");
        (await burst.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token)).ShouldBe(InstanceStatus.Finished);
        (await visitor.SubmitAsync(page, "Complete this task", ("result", ""))).Words.ShouldContain("Nothing to do");
    }

    private async Task<(string Run, string Approval)> AskAsync(string approvers)
    {
        await host.PublishAsync(Drawings.Approval(approvers));
        var run = await host.RunAsync("approval");
        return (run, (await host.Instances.ListBookmarksAsync(new BookmarkFilter { Name = "ClarityConnect.Approval" }, Token)).Single().Bookmark.Key);
    }
}
