using System.Net;
using System.Text;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Reviews;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed class People_review_what_is_in_doubt : IAsyncLifetime
{
    private ConsoleHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task An_operator_corrects_the_data_and_accepts_and_the_run_goes_on()
    {
        var (run, id) = await AskAsync();
        using var visitor = await host.SignInAsync("operator");
        var overview = await visitor.GetAsync("/");
        overview.Words.ShouldContain("(1 open)");
        overview.Words.ShouldContain("1 open item in the review queue");
        (await visitor.GetAsync("/reviews")).Words.ShouldContain("Customer: duplicate (1)");
        (await visitor.GetAsync("/reviews?kind=customer.duplicate")).Words.ShouldContain("Is <b>Ada</b> the customer C-77?");
        var page = await visitor.GetAsync($"/reviews/{id}");
        page.Words.ShouldContain("Addresses › 1 › Postcode");
        page.Words.ShouldContain("Accept if the address is the same");
        page.Text.ShouldNotContain("4111111111111111");
        (await visitor.SubmitAsync(page, "Accept", ("choice", "Accepted"), ("data", "{\"name\": }"))).Words.ShouldContain("Line 1, column 10");

        var burst = host.NextBurst(run);
        var answer = await visitor.SubmitAsync(page, "Accept", ("choice", "Accepted"), ("data", "{\"name\": \"Ada Smith\"}"), ("comment", " same person "));

        answer.Location.ShouldEndWith("/reviews?done=Accepted");
        (await burst.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token)).ShouldBe(InstanceStatus.Finished);
        var executions = await host.Instances.ListExecutionsAsync(run, null, Token);
        Encoding.UTF8.GetString(executions.Single(execution => execution.ActivityId == "Ask").Details!.Value.Span).ShouldContain("Ada Smith");
        host.Changes.ShouldContain($"review.decided: {id}: Accepted");
        var after = await visitor.GetAsync($"/reviews/{id}");
        after.Words.ShouldContain("same person");
        after.Words.ShouldContain("As operator corrected them");
        (await visitor.SubmitAsync(page, "Reject", ("choice", "Rejected"))).Words.ShouldContain("Decided");
        (await host.Reviews.FindAsync(id, Token))!.Decision.ShouldBe("Accepted");
    }

    [Fact]
    public async Task Several_are_decided_at_once_and_a_viewer_decides_nothing()
    {
        await AskAsync();
        await AskAsync();
        var ids = (await host.Reviews.ListAsync(new ReviewFilter(), Token)).Select(item => item.Id).ToList();
        using var viewer = await host.SignInAsync("viewer");
        var list = await viewer.GetAsync("/reviews");
        list.Text.ShouldNotContain("type=\"checkbox\"");
        (await viewer.GetAsync($"/reviews/{ids[0]}")).Words.ShouldContain("Your account may read only");
        var token = System.Text.RegularExpressions.Regex.Match(list.Text, "__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
        await viewer.PostAsync("/reviews", ("__RequestVerificationToken", token), ("_handler", "bulk"), ("id", ids[0]), ("choice", "Accepted"));
        (await host.Reviews.FindAsync(ids[0], Token))!.State.ShouldBe(ReviewState.Open);

        using var visitor = await host.SignInAsync("operator");
        var page = await visitor.GetAsync("/reviews");
        (await visitor.SubmitAsync(page, "Reject the chosen", ("choice", "Rejected"))).Words.ShouldContain("Choose the items");
        var answer = await visitor.SubmitAsync(page, "Reject the chosen", ("id", ids[0]), ("id", ids[1]), ("choice", "Rejected"));

        answer.Location!.ShouldContain("done=2%20items%20of%202");
        (await visitor.GetAsync("/reviews")).Words.ShouldContain("Nothing waits for a review");
        (await visitor.GetAsync("/reviews?show=decided")).Words.ShouldContain("Rejected");
    }

    [Fact]
    public async Task Records_are_found_from_both_ends()
    {
        await Records.FillAsync(host);
        using var visitor = await host.SignInAsync("viewer");
        foreach (var id in (string[])["1001", "3c9e"])
        {
            var page = await visitor.GetAsync($"/references?id={id}");
            page.Words.ShouldContain("3C9E<script>");
            page.Words.ShouldContain("1001");
            page.Words.ShouldContain("2 records that belong together");
        }

        (await visitor.GetAsync("/references?id=nothing")).Words.ShouldContain("No record whose id begins with “nothing”");
    }

    [Fact]
    public async Task A_reconciliation_is_shown_and_downloaded()
    {
        await Records.FillAsync(host);
        using var visitor = await host.SignInAsync("viewer");
        var list = await visitor.GetAsync("/reconciliations");
        list.Text.ShouldContain("days-mismatched");
        list.Words.ShouldContain(Records.Pair);
        var address = $"?pair={Uri.EscapeDataString(Records.Pair)}&day={ConsolePages.Today}";

        var page = await visitor.GetAsync($"/reconciliations/report{address}");
        page.Words.ShouldContain("Amount differs");
        page.Words.ShouldContain("4.00 GBP and <Heartland> has 4.50 GBP: 0.50 GBP less in Opayo");
        page.Words.ShouldContain("in the review queue");
        var csv = await visitor.GetAsync($"/reconciliations/report.csv{address}");
        csv.Headers["Content-Disposition"].ShouldContain($"reconciliation-opayo-and-heartland-{ConsolePages.Today}.csv");
        csv.Text.ShouldContain(",Amount differs,id,Opayo,T3,RT3,");
        (await visitor.GetAsync($"/reconciliations/report.html{address}")).Text.ShouldContain("Amount differs (1)");
        (await visitor.GetAsync("/reconciliations/report.csv?pair=x&day=2026-01-01")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.GetAsync("/reconciliations/report?pair=x&day=2026-01-01")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<(string Run, string Item)> AskAsync()
    {
        await host.PublishAsync(Records.Asking);
        var run = await host.RunAsync("asking");
        return (run, (await host.Reviews.ListAsync(new ReviewFilter { InstanceId = run }, Token)).ShouldHaveSingleItem().Id);
    }
}
