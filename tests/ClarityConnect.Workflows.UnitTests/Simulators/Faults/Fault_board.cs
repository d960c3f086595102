using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Simulators.Faults;

public sealed class Fault_board
{
    private readonly ManualTime _time = new();
    private readonly FaultBoard _board;

    public Fault_board() => _board = new FaultBoard(_time);

    [Fact]
    public void Hits_the_next_calls_and_is_used_up()
    {
        _board.Set(new Fault(FaultKind.Hang) { Times = 2 });
        Hits(4, "retail", "GET items").ShouldBe([true, true, false, false]);
        _board.Faults.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Fired.ShouldBe(2), f => f.InForce.ShouldBeFalse());
    }

    [Fact]
    public void Hits_every_third_call()
    {
        _board.Set(new Fault(FaultKind.RateLimited) { Every = 3 });
        Hits(7, "retail", "GET items").ShouldBe([false, false, true, false, false, true, false]);
    }

    [Fact]
    public void Hits_only_while_it_is_in_force()
    {
        _board.Set(new Fault(FaultKind.Hang) { For = TimeSpan.FromMinutes(5) });
        Hits(1, "retail", "GET items").ShouldBe([true]);
        _time.Now += TimeSpan.FromMinutes(5);
        Hits(1, "retail", "GET items").ShouldBe([false]);
    }

    [Theory]
    [InlineData("intacct", "create GLBATCH", true)]
    [InlineData("INTACCT", "create *", true)]
    [InlineData("intacct", "create GL", false)]
    [InlineData("retail", null, false)]
    [InlineData(null, null, true)]
    public void Hits_the_system_and_operation_that_it_names(string? system, string? operation, bool hit)
    {
        _board.Set(new Fault(FaultKind.Hang) { System = system, Operation = operation });
        Hits(1, "intacct", "create GLBATCH").ShouldBe([hit]);
    }

    [Fact]
    public void Draws_the_same_share_from_the_same_seed()
    {
        _board.Set(new Fault(FaultKind.Hang) { Percent = 30, Seed = 5 });
        var first = Hits(200, "retail", "GET items");
        _board.Clear();
        _board.Set(new Fault(FaultKind.Hang) { Percent = 30, Seed = 5 });
        Hits(200, "retail", "GET items").ShouldBe(first);
        first.Count(h => h).ShouldBeInRange(40, 80);
    }

    [Fact]
    public void Forgets_a_fault_that_is_removed()
    {
        var id = _board.Set(new Fault(FaultKind.Hang));
        _board.Remove(id).ShouldBeTrue();
        _board.Remove(id).ShouldBeFalse();
        Hits(1, "retail", "GET items").ShouldBe([false]);
    }

    [Fact]
    public void Refuses_limits_that_make_no_sense()
    {
        Should.Throw<ArgumentException>(() => _board.Set(new Fault(FaultKind.Hang) { Every = 0 }));
        Should.Throw<ArgumentException>(() => _board.Set(new Fault(FaultKind.ServerError) { Status = 200 }));
        Should.Throw<ArgumentException>(() => _board.Set(new Fault(FaultKind.UnknownAccount)));
    }

    private List<bool> Hits(int calls, string system, string operation) =>
        [.. Enumerable.Range(0, calls).Select(_ => _board.Take(system, [operation]).Names is not null)];

    private sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
