using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Testing.Stores;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

/// <summary>What both stores of work for agents promise.</summary>
public sealed class Work_for_agents_is_kept(PostgreSqlTables tables) : IClassFixture<PostgreSqlTables>
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Work_is_handed_to_one_and_reported_on_once(bool inMemory)
    {
        var store = await StoreAsync(inMemory);
        (await store.AddAsync(Task("1", "a"), Token)).ShouldBeTrue();
        (await store.AddAsync(Task("2", "a"), Token)).ShouldBeFalse();
        (await store.AddAsync(Task("3", "b") with { DueAt = Now.AddHours(1) }, Token)).ShouldBeTrue();

        var hands = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.ClaimAsync("agent", Now, Now.AddMinutes(2), 10, Token)));
        var taken = hands.SelectMany(tasks => tasks).ShouldHaveSingleItem();
        var answered = taken with { State = AgentTaskState.Answered, LeaseUntil = null, Result = "{}" };

        (taken.Id, taken.Attempts).ShouldBe(("1", 1));
        (await store.ClaimAsync("other", Now.AddDays(1), Now.AddDays(2), 10, Token)).ShouldBeEmpty();
        (await store.ReportAsync(answered, Token)).ShouldBeTrue();
        (await store.ReportAsync(answered with { Result = "[]" }, Token)).ShouldBeFalse();
        var found = (await store.FindAsync("agent", "a", Token)).ShouldNotBeNull();
        (found.Result, found.News).ShouldBe(("{}", 1));
        (await store.UpdateAsync(found, "1", Now, Token)).ShouldBeTrue();
        (await store.UpdateAsync(found, "2", Now, Token)).ShouldBeFalse();
        (await store.FindOrderAsync("agent", "1", Token))!.Result.ShouldBe("1");
        (await store.FindOrderAsync("other", "1", Token)).ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_order_of_known_work_begins_afresh_without_the_old_parts(bool inMemory)
    {
        var store = await StoreAsync(inMemory);
        await store.AddAsync(Task("1", "a"), Token);
        await store.AddPartAsync(new AgentTaskPart("1", 0, "[1]"), Token);
        await store.AddPartAsync(new AgentTaskPart("1", 0, "[2]"), Token);
        (await store.ReadPartsAsync("1", Token)).ShouldHaveSingleItem().Content.ShouldBe("[1]");

        (await store.RenewAsync(Task("2", "a"), "1", Token)).ShouldBeTrue();
        (await store.RenewAsync(Task("3", "a"), "1", Token)).ShouldBeFalse();

        (await store.FindAsync("agent", "a", Token))!.Id.ShouldBe("2");
        (await store.ReadPartsAsync("1", Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Old_work_goes_and_work_that_waits_stays(bool inMemory)
    {
        var store = await StoreAsync(inMemory);
        await store.AddAsync(Task("1", "read:x") with { State = AgentTaskState.Answered }, Token);
        await store.AddAsync(Task("2", "a") with { State = AgentTaskState.Answered }, Token);
        await store.AddAsync(Task("3", "read:y"), Token);
        await store.AddAsync(Task("4", "ask:z"), Token);
        await store.PruneAsync("agent", "read:", Now.AddDays(1), Token);
        await store.PruneAsync("agent", "ask:", Now.AddDays(1), Token);
        (await store.FindAsync("agent", "read:x", Token)).ShouldBeNull();
        (await store.FindAsync("agent", "ask:z", Token)).ShouldBeNull();
        (await store.FindAsync("agent", "read:y", Token)).ShouldNotBeNull();
        (await store.FindAsync("agent", "a", Token)).ShouldNotBeNull();

        await store.SeeAsync(new AgentRow("agent", "1.0", """{"a":1}""", Now), Token);
        await store.SeeAsync(new AgentRow("agent", "", "", Now.AddMinutes(1)), Token);
        (await store.FindAgentAsync("agent", Token)).ShouldBe(new AgentRow("agent", "1.0", """{"a":1}""", Now.AddMinutes(1)));
    }

    private async Task<IAgentTaskStore> StoreAsync(bool inMemory) =>
        inMemory ? new InMemoryAgentTaskStore() : (await tables.CreateAsync(TimeProvider.System)).GetRequiredService<IAgentTaskStore>();

    private static AgentTask Task(string id, string key) => new()
    {
        Agent = "agent", Key = key, Id = id, Operation = "do", Input = "{}", InputHash = "h", DueAt = Now, CreatedAt = Now, UpdatedAt = Now,
    };
}
