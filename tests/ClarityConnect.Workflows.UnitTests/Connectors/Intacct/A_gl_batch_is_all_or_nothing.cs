using ClarityConnect.Workflows.Connectors.Intacct.Journals;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Intacct;

public sealed class A_gl_batch_is_all_or_nothing
{
    private static object[] Entries => [IntacctTwin.Entry("B-1"), IntacctTwin.Entry("B-2", account: "4999"), IntacctTwin.Entry("B-3")];

    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task One_bad_journal_keeps_all_out_and_is_named(string api)
    {
        await using var twin = await IntacctTwin.StartAsync();
        var failure = await Should.ThrowAsync<ActivityException>(twin.Run(new PostGlBatch(), new { Entries }, api).RunAsync);
        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain("None of the 3 journals was posted");
        failure.Message.ShouldContain("Invalid GL Account number '4999' specified");
        twin.Host.Intacct.Batches.ShouldBeEmpty();
    }

    [Fact]
    public async Task Journals_may_stand_alone()
    {
        await using var twin = await IntacctTwin.StartAsync();
        var batch = new PostGlBatch();
        var run = await twin.Run(batch, new { Entries, AllOrNothing = false }).RunAsync();
        run.Outcomes.ShouldBe(["Some refused"]);
        run.Output(batch.Result).Entries.Select(entry => (entry.Reference, entry.Outcome)).ShouldBe(
            [("B-1", GlBatchOutcome.Posted), ("B-2", GlBatchOutcome.Refused), ("B-3", GlBatchOutcome.Posted)]);
        run.Output(batch.Refused).ShouldHaveSingleItem().Message.ShouldNotBeNull().ShouldContain("4999");
        twin.Host.Intacct.Batches.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("XmlGateway")]
    [InlineData("Rest")]
    public async Task What_is_posted_already_is_left_out(string api)
    {
        await using var twin = await IntacctTwin.StartAsync();
        await twin.Run(new PostJournal(), IntacctTwin.Journal("B-1"), api).RunAsync();
        var batch = new PostGlBatch();
        var run = await twin.Run(batch, new { Entries = new[] { IntacctTwin.Entry("B-1"), IntacctTwin.Entry("B-2") } }, api).RunAsync();
        (run.Output(batch.Posted), run.Output(batch.Result).AlreadyPosted, run.Output(batch.Result).TotalDebit).ShouldBe((1, 1, 200m));
        twin.Host.Intacct.PostedTwice.ShouldBeEmpty();
    }
}
