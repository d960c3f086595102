using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.RabbitMq;

/// <summary>Servers on one PostgreSQL with a real RabbitMQ.</summary>
public sealed class The_broker_distributes_and_the_database_decides(PostgresFixture postgres, RabbitMqBroker broker)
    : IClassFixture<RabbitMqBroker>, IAsyncLifetime
{
    private readonly ConcurrentBag<string> _started = [];
    private readonly List<Node> _nodes = [];
    private readonly string _queue = $"queue-{Guid.NewGuid():n}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Finished => _nodes.SelectMany(node => node.Ended).Where(e => e.Status == InstanceStatus.Finished).Select(e => e.Id);

    public async ValueTask InitializeAsync() => await broker.StartAsync(Token);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
    }

    [Fact]
    public async Task Two_nodes_share_the_work_and_every_instance_runs_once()
    {
        await StartNodesAsync(2);

        await StartInstancesAsync(200);
        await AllFinishAsync();

        foreach (var node in _nodes) node.Bursts.Values.Sum().ShouldBeGreaterThan(100);
        await EachRanOnceAsync();
        (await _nodes[0].HealthAsync(Token))["checks"]!["rabbitMq"]!["status"]!.GetValue<string>().ShouldBe("Healthy");
    }

    [Fact]
    public async Task While_the_broker_is_dead_the_database_serves_and_afterwards_the_broker_again()
    {
        await StartNodesAsync(2);
        await StartInstancesAsync(60);
        await Eventually.IsTrueAsync(() => Finished.Any(), Token);

        await broker.KillAsync(Token);
        await StartInstancesAsync(60);
        await AllFinishAsync();

        _nodes.ShouldAllBe(node => !node.IsConnected);
        var health = await _nodes[0].HealthAsync(Token);
        health["status"]!.GetValue<string>().ShouldBe("Degraded");
        health["checks"]!["rabbitMq"]!["description"]!.GetValue<string>().ShouldContain("takes its work from the database");

        await broker.StartAsync(Token);
        await Eventually.IsTrueAsync(() => _nodes.TrueForAll(node => node.IsConnected), Token);
        await StartInstancesAsync(60);
        await AllFinishAsync();

        await EachRanOnceAsync();
        foreach (var node in _nodes)
        {
            node.Log.Count("cannot be used. Until it can").ShouldBe(1);
            node.Log.Lines.ShouldNotContain(line => line.Contains(RabbitMqBroker.Password, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Messages_of_strangers_and_copies_do_no_harm()
    {
        await StartNodesAsync(2);
        await StartInstancesAsync(30);
        await using var connection = await broker.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);

        byte[][] strange = [[], [0], [0xff, 0xfe, 0xed], new byte[5000], "nobody"u8.ToArray(), .. _started.Select(Encoding.UTF8.GetBytes)];
        foreach (var body in strange.Concat(strange)) await channel.BasicPublishAsync("", _queue, body, Token);
        await AllFinishAsync();
        foreach (var body in strange) await channel.BasicPublishAsync("", _queue, body, Token);
        await StartInstancesAsync(10);
        await AllFinishAsync();

        await EachRanOnceAsync();
        _nodes.ShouldAllBe(node => node.IsConnected && node.Log.Count("cannot be used. Until it can") == 0);
    }

    [Fact]
    public async Task What_the_broker_loses_is_claimed_when_it_is_overdue_and_a_deleted_queue_is_made_again()
    {
        await StartNodesAsync(1, patience: "00:00:01");
        await using var connection = await broker.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        var stolen = 0;
        var thief = new AsyncEventingBasicConsumer(channel);
        thief.ReceivedAsync += (_, _) => Task.FromResult(Interlocked.Increment(ref stolen));
        await channel.BasicConsumeAsync(_queue, autoAck: true, thief, Token);

        await StartInstancesAsync(20);
        await AllFinishAsync();
        Volatile.Read(ref stolen).ShouldBeGreaterThan(0);

        await channel.QueueDeleteAsync(_queue, ifUnused: false, ifEmpty: false, cancellationToken: Token);
        await StartInstancesAsync(20);
        await AllFinishAsync();
        await Eventually.IsTrueAsync(() => _nodes[0].IsConnected && _nodes[0].Log.Count("distributes the work") == 2, Token);

        await EachRanOnceAsync();
    }

    [Fact]
    public async Task What_comes_while_the_instance_is_leased_is_done_when_the_lease_is_free()
    {
        await StartNodesAsync(2);
        await _nodes[0].PublishAsync(Drawings.Flowchart("gated", Drawings.Activity("gate", "Test.WaitAtGate"), Drawings.Event("wait", "never")), Token);
        var id = await _nodes[0].StartAsync("gated", Token);
        await _nodes[0].Gates.Reached.WaitAsync(Token);
        (await _nodes[1].Runtime.CancelAsync(id, Token)).ShouldBeTrue();
        await using var connection = await broker.ConnectAsync(Token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: Token);
        await channel.BasicPublishAsync("", _queue, Encoding.UTF8.GetBytes(id), Token);
        await Eventually.IsTrueAsync(async () => await channel.MessageCountAsync(_queue, Token) == 0, Token);

        _nodes[0].Gates.Open();

        await Eventually.IsTrueAsync(() => _nodes.SelectMany(node => node.Ended).Contains((id, InstanceStatus.Cancelled)), Token);
    }

    private async Task StartNodesAsync(int count, string patience = "00:10:00")
    {
        var database = await postgres.CreateDatabaseAsync();
        for (var i = 0; i < count; i++) _nodes.Add(await Node.StartAsync(database, broker, _queue, patience, Token));
        await _nodes[0].PublishAsync(
            Drawings.Flowchart("steps", Drawings.WriteLine("one", "1"), Wait("two"), Drawings.WriteLine("three", "3"), Wait("four"), Drawings.WriteLine("five", "5")),
            Token);
    }

    /// <summary>All on the first node, which runs their first bursts without the queue; what follows comes from it.</summary>
    private Task StartInstancesAsync(int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(async _ => _started.Add(await _nodes[0].StartAsync("steps", Token))));

    private Task AllFinishAsync() => Eventually.IsTrueAsync(() => Finished.Count() >= _started.Count, Token);

    private async Task EachRanOnceAsync()
    {
        Finished.Order().ShouldBe(_started.Order());
        foreach (var id in _started)
        {
            var executions = await _nodes[0].Instances.ListExecutionsAsync(id, null, Token);
            executions.Where(e => e.ActivityType is "Elsa.WriteLine" or "Elsa.Delay").Select(e => e.ActivityId).ShouldBe(["one", "two", "three", "four", "five"]);
            _nodes.Sum(node => node.Bursts.GetValueOrDefault(id)).ShouldBe(3);
        }
    }

    private static JsonObject Wait(string id) => Drawings.Activity(id, "Elsa.Delay", ("timeSpan", "Literal", "00:00:00.050"));
}
