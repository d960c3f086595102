using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Queue;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every execution store promises: events meet bookmarks in whichever order they come.</summary>
public abstract partial class ExecutionStoreSpec
{
    [Fact]
    public async Task An_event_after_its_bookmark_resumes_it()
    {
        var bookmark = await WaitingAsync();
        var message = Message("paid", "k");
        await Store.IngestAsync([new Ingestion(message, [], false)], Token);

        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((1, true));

        var item = (await ClaimAsync(bookmark.InstanceId))!.Items.ShouldHaveSingleItem();
        (item.Kind, item.BookmarkId, item.InboxMessageId).ShouldBe((WorkItemKind.Resume, bookmark.Id, message.Id));
        item.Payload!.Value.ToArray().ShouldBe(message.Payload!.Value.ToArray());
        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((0, false));
    }

    [Fact]
    public async Task An_event_before_its_bookmark_waits_for_it()
    {
        await Store.IngestAsync([new Ingestion(Message("paid", "k"), [], false)], Token);
        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((1, false));
        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((0, false));

        var bookmark = await WaitingAsync();

        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((1, true));
        (await ClaimAsync(bookmark.InstanceId)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_event_that_expired_does_not_wait_any_longer()
    {
        await Store.IngestAsync([new Ingestion(Message("paid", "k"), [], false)], Token);
        await Store.CorrelateAsync(ResumeAll, 10, Token);
        Time.Now = Now.AddDays(1);

        await WaitingAsync();

        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((0, false));
    }

    [Theory]
    [InlineData("paid", "k", null, null, true)]
    [InlineData("paid", "k", "c1", null, true)]
    [InlineData("paid", "k", null, "c1", true)]
    [InlineData("paid", "k", "c1", "c1", true)]
    [InlineData("paid", "k", "c1", "c2", false)]
    [InlineData("paid", "other", null, null, false)]
    [InlineData("Paid", "k", null, null, false)]
    public async Task A_message_meets_a_bookmark_of_its_name_key_and_correlation(
        string name, string key, string? bookmarksCorrelation, string? messagesCorrelation, bool meets)
    {
        var bookmark = await WaitingAsync(correlationId: bookmarksCorrelation);

        await Store.IngestAsync([new Ingestion(Message(name, key, messagesCorrelation), [], false)], Token);
        PendingMessage? seen = null;
        await Store.CorrelateAsync(messages => ResumeAll([seen = messages.ShouldHaveSingleItem()]), 10, Token);

        seen!.Bookmarks.ShouldBe(meets ? [bookmark] : []);
        ((await ClaimAsync(bookmark.InstanceId)) is not null).ShouldBe(meets);
    }

    [Fact]
    public async Task A_message_for_one_instance_meets_only_its_bookmarks_and_no_trigger()
    {
        await Stores.Definitions.SaveAsync(Version(), [Trigger("paid", "k")], [], Token);
        var (one, two) = (await WaitingAsync(), await WaitingAsync(correlationId: "c"));
        await Store.IngestAsync([new Ingestion(Message("paid", "k", "c", two.InstanceId), [], false)], Token);

        PendingMessage? seen = null;
        await Store.CorrelateAsync(messages => ResumeAll([seen = messages.ShouldHaveSingleItem()]), 10, Token);

        seen!.Triggers.ShouldBeEmpty();
        seen.Bookmarks.ShouldBe([two]);
        (await ClaimAsync(one.InstanceId)).ShouldBeNull();
    }

    [Fact]
    public async Task A_message_comes_without_its_payload_and_with_the_published_triggers_once()
    {
        var trigger = Trigger();
        await Stores.Definitions.SaveAsync(Version(), [trigger, Trigger(key: "other")], [], Token);
        var message = Message();
        await Store.IngestAsync([new Ingestion(message, [], false)], Token);

        var seen = new List<PendingMessage>();
        IReadOnlyList<Correlation> Watch(IReadOnlyList<PendingMessage> messages)
        {
            seen.AddRange(messages);
            return ResumeAll(messages);
        }

        await Store.CorrelateAsync(Watch, 10, Token);
        await WaitingAsync("order", "new");
        await Store.CorrelateAsync(Watch, 10, Token);

        seen.Count.ShouldBe(2);
        seen[0].Message.ShouldBe(message with { Payload = null });
        seen[0].Triggers.ShouldBe([trigger]);
        seen[1].Triggers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_starts_an_instance_is_consumed()
    {
        var message = Message();
        var start = Start();
        await Store.IngestAsync([new Ingestion(message, [], false)], Token);

        (await Store.CorrelateAsync(messages => [new Correlation(messages[0], [start], [])], 10, Token)).ShouldBe((1, true));

        var item = (await ClaimAsync(start.Id))!.Items.ShouldHaveSingleItem();
        (item.Kind, item.InboxMessageId, item.Id).ShouldBe((WorkItemKind.Start, message.Id, start.WorkItemId));
        await WaitingAsync("order", "new");
        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((0, false));
    }

    [Fact]
    public async Task A_message_that_started_instances_when_it_came_is_shown_bookmarks_once_and_no_triggers()
    {
        await Stores.Definitions.SaveAsync(Version(), [Trigger()], [], Token);
        await Store.IngestAsync([new Ingestion(Message(), [Start()], false)], Token);

        PendingMessage? seen = null;
        (await Store.CorrelateAsync(messages => ResumeAll([seen = messages.ShouldHaveSingleItem()]), 10, Token)).ShouldBe((1, false));
        seen!.Triggers.ShouldBeEmpty();

        await WaitingAsync("order", "new");
        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((0, false));
    }

    [Fact]
    public async Task A_settled_message_is_left_alone()
    {
        await WaitingAsync();
        await Store.IngestAsync([new Ingestion(Message("paid", "k"), [], true)], Token);

        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((0, false));
    }

    [Fact]
    public async Task Of_two_messages_in_one_batch_the_first_has_the_bookmark_and_the_second_waits()
    {
        var bookmark = await WaitingAsync();
        var (first, second) = (Message("paid", "k"), Message("paid", "k"));
        await Store.IngestAsync([new Ingestion(first, [], false), new Ingestion(second, [], false)], Token);

        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((2, true));
        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((0, false));

        var claimed = (await ClaimAsync(bookmark.InstanceId)).ShouldNotBeNull();
        claimed.Items.ShouldHaveSingleItem().InboxMessageId.ShouldBe(first.Id);
        var next = Bookmark(bookmark.InstanceId);
        await CommitAsync(Burst(claimed) with { RemovedBookmarks = [bookmark.Id], NewBookmarks = [next] });
        (await Store.CorrelateAsync(ResumeAll, 10, Token)).ShouldBe((1, true));
        (await ClaimAsync(bookmark.InstanceId))!.Items.ShouldHaveSingleItem().InboxMessageId.ShouldBe(second.Id);
    }

    [Fact]
    public async Task One_message_may_resume_many()
    {
        var (one, two) = (await WaitingAsync(correlationId: "a"), await WaitingAsync());
        await Store.IngestAsync([new Ingestion(Message("paid", "k"), [], false)], Token);

        await Store.CorrelateAsync(ResumeAll, 10, Token);

        (await Store.ClaimAsync("node1", Now, 10, Token)).Select(c => c.Instance.Id).Order().ShouldBe([one.InstanceId, two.InstanceId]);
    }

    [Fact]
    public async Task No_more_messages_are_taken_than_asked_for()
    {
        await Store.IngestAsync([.. Enumerable.Range(0, 5).Select(_ => new Ingestion(Message("paid", "k"), [], false))], Token);

        (await Store.CorrelateAsync(ResumeAll, 3, Token)).Taken.ShouldBe(3);
        (await Store.CorrelateAsync(ResumeAll, 3, Token)).Taken.ShouldBe(2);
    }

    [Fact]
    public async Task Concurrent_correlators_claim_a_bookmark_once()
    {
        for (var round = 0; round < 20; round++)
        {
            var bookmark = await WaitingAsync(key: $"once{round}");
            await Store.IngestAsync([.. Enumerable.Range(0, 4).Select(_ => new Ingestion(Message("paid", $"once{round}"), [], false))], Token);

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Store.CorrelateAsync(ResumeAll, 1, Token), Token)));
            await SettleAsync();

            (await ClaimAsync(bookmark.InstanceId))!.Items.ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task An_event_that_comes_together_with_its_bookmark_is_never_lost()
    {
        const int Rounds = 200;
        for (var round = 0; round < Rounds; round++)
        {
            var claimed = await ClaimedAsync();
            var key = $"together{round}";
            var bookmark = Bookmark(claimed.Instance.Id, key: key);

            await Task.WhenAll(
                Task.Run(() => Store.CommitAsync([Burst(claimed) with { NewBookmarks = [bookmark] }], Token), Token),
                Task.Run(
                    async () =>
                    {
                        await Store.IngestAsync([new Ingestion(Message("paid", key), [], false)], Token);
                        await Store.CorrelateAsync(ResumeAll, 10, Token);
                    },
                    Token));
            await SettleAsync();

            var resumed = (await ClaimAsync(claimed.Instance.Id)).ShouldNotBeNull($"round {round}");
            resumed.Items.ShouldHaveSingleItem().BookmarkId.ShouldBe(bookmark.Id);
        }
    }

    /// <summary>Correlates until there is nothing to take, as the engine does after a commit that made bookmarks.</summary>
    private async Task SettleAsync()
    {
        while ((await Store.CorrelateAsync(ResumeAll, 10, Token)).Taken > 0)
        {
        }
    }
}
