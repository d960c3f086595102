using System.Diagnostics;
using System.Globalization;
using ClarityConnect.Workflows.Engine.Reconciliations;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Reconciliations;

public sealed class Entries_are_matched
{
    private static readonly DateOnly Day = new(2026, 1, 31);
    private static readonly ReconciliationOptions Strict = new();

    [Fact]
    public void The_same_id_and_amount_match_whatever_the_dates_are() =>
        Said([E("t1", 10)], [E(" T1 ", 10, date: Day.AddDays(-20))]).ShouldBe(["Matched t1= T1  Id"]);

    [Fact]
    public void The_same_id_with_another_amount_or_currency_differs()
    {
        Said([E("T1", 10)], [E("T1", 10.01m)]).ShouldBe(["AmountDiffers T1=T1 Id"]);
        Said([E("T1", 10)], [E("T1", 10.01m)], Strict with { AmountTolerance = 1 }).ShouldBe(["Matched T1=T1 Id"]);
        Said([E("T1", 10)], [E("T1", 10, currency: "EUR")]).ShouldBe(["AmountDiffers T1=T1 Id"]);
        Compare([E("T1", 10)], [E("T1", 12.5m)])[0].Difference.ShouldBe(-2.5m);
        Compare([E("T1", 10)], [E("T1", 10, currency: "EUR")])[0].Difference.ShouldBeNull();
    }

    [Fact]
    public void A_minor_unit_is_that_of_the_currency()
    {
        Said([E("T1", 1000, currency: "JPY")], [E("T1", 1001, currency: "JPY")], Strict with { AmountTolerance = 1 }).ShouldBe(["Matched T1=T1 Id"]);
        Said([E("T1", 1.000m, currency: "KWD")], [E("T1", 1.002m, currency: "KWD")], Strict with { AmountTolerance = 1 }).ShouldBe(["AmountDiffers T1=T1 Id"]);
    }

    [Fact]
    public void Linked_records_match_before_references_and_amounts()
    {
        var left = new Dictionary<string, string> { ["T1"] = "g" };
        var right = new Dictionary<string, string> { ["J9"] = "g" };

        var lines = Reconciler.Compare(Day, [E("T1", 10, "1001")], [E("J9", 10), E("J8", 10, "1001")], Strict, left, right);

        lines.Select(Say).ShouldBe(["MissingOnLeft =J8 ", "Matched T1=J9 CrossReference"]);
    }

    [Fact]
    public void An_id_that_the_other_side_names_as_its_reference_matches()
    {
        Said([E("T1", 10)], [E("J1", 10, "t1")]).ShouldBe(["Matched T1=J1 Id"]);
        Said([E("J1", 10, "T1")], [E("T1", 10)]).ShouldBe(["Matched J1=T1 Id"]);
    }

    [Fact]
    public void A_reference_matches_equal_amounts_first_then_tolerated_ones_then_the_only_ones_left()
    {
        Said([E("a", 10, "1001"), E("b", 20, "1001")], [E("x", 20.02m, "1001"), E("y", 10, "1001")], Strict with { AmountTolerance = 5 })
            .ShouldBe(["Matched a=y Reference", "Matched b=x Reference"]);
        Said([E("a", 10, "1001"), E("b", 20, "1001")], [E("x", 25, "1001"), E("y", 10, "1001")]).ShouldBe(["AmountDiffers b=x Reference", "Matched a=y Reference"]);
        Said([E("a", 10, "1001"), E("b", -10, "1001")], [E("x", 10, "1001")]).ShouldBe(["MissingOnRight b= ", "Matched a=x Reference"]);
        Said([E("a", 1, "R"), E("b", 2, "R")], [E("x", 3, "R"), E("y", 4, "R")]).ShouldBe(["MissingOnRight a= ", "MissingOnRight b= ", "MissingOnLeft =x ", "MissingOnLeft =y "]);
    }

    [Fact]
    public void Amounts_match_within_days_but_not_against_their_references()
    {
        var near = Strict with { DateTolerance = 2 };
        Said([E("a", 10)], [E("x", 10, date: Day.AddDays(-2))], near).ShouldBe(["Matched a=x AmountAndDate"]);
        Said([E("a", 10)], [E("x", 10, date: Day.AddDays(-3))], near).Length.ShouldBe(2);
        Said([E("a", 10, "1001")], [E("x", 10, "1002")], near).Length.ShouldBe(2);
        Said([E("a", 10, "1001")], [E("x", 10, "1002")], near with { MatchesDifferentReferences = true }).ShouldBe(["Matched a=x AmountAndDate"]);
        Said([E("a", 10, "1001")], [E("x", 10)], near).ShouldBe(["Matched a=x AmountAndDate"]);
        Said([E("a", 10, currency: "GBP")], [E("x", 10, currency: "USD")], near).Length.ShouldBe(2);
    }

    [Fact]
    public void The_same_day_is_taken_before_a_near_one_and_no_entry_twice()
    {
        var lines = Said(
            [E("a", 10, date: Day.AddDays(-1)), E("b", 10)],
            [E("x", 10), E("y", 10, date: Day.AddDays(-2))],
            Strict with { DateTolerance = 3 });

        lines.ShouldBe(["Matched a=y AmountAndDate", "Matched b=x AmountAndDate"]);
    }

    [Fact]
    public void The_nearest_amount_within_the_tolerance_is_taken() =>
        Said([E("a", 10.00m), E("b", 10.04m)], [E("x", 10.03m), E("y", 10.10m)], Strict with { AmountTolerance = 10 })
            .ShouldBe(["Matched a=y AmountAndDate", "Matched b=x AmountAndDate"]);

    [Fact]
    public void What_a_side_has_twice_is_a_duplicate()
    {
        Said([E("T1", 10), E("T1", 10)], [E("T1", 10)]).ShouldBe(["Duplicate T1= ", "Matched T1=T1 Id"]);
        Said([E("T1", 10), E("T1", 12)], [E("T1", 12), E("x", 10)]).ShouldBe(["MissingOnLeft =x ", "Duplicate T1= ", "Matched T1=T1 Id"]);
        Said([E("a", 10, "1001"), E("b", 10, "1001")], [E("x", 10, "1001")]).ShouldBe(["Duplicate b= ", "Matched a=x Reference"]);
        Said([], [E("T1", 10), E("T1", 10)]).ShouldBe(["MissingOnLeft =T1 ", "Duplicate =T1 "]);
    }

    [Fact]
    public void What_comes_late_may_clear_the_next_day_and_is_missing_after_that()
    {
        var late = Strict with { CutOff = new TimeOnly(18, 0) };
        Said([E("a", 10, time: new TimeOnly(18, 0))], [], late).ShouldBe(["TimingDifference a= "]);
        Said([E("a", 10, time: new TimeOnly(17, 59))], [], late).ShouldBe(["MissingOnRight a= "]);
        Said([E("a", 10)], [], late).ShouldBe(["MissingOnRight a= "], "nobody knows the time");
        Said([], [E("a", 10, date: Day.AddDays(1))]).ShouldBe(["TimingDifference =a "]);
        Said([E("a", 10, time: new TimeOnly(18, 0))], [], late with { Carries = 0 }).ShouldBe(["MissingOnRight a= "]);

        var carried = E("a", 10, date: Day.AddDays(-1)) with { CarriedFrom = Day.AddDays(-1), TimesCarried = 1 };
        Said([carried], [], late).ShouldBe(["MissingOnRight a= "]);
        Said([carried], [], late with { Carries = 2 }).ShouldBe(["TimingDifference a= "]);
        Said([carried], [E("a", 10)], late).ShouldBe(["Matched a=a Id"]);
        Said([carried with { Reference = "1001" }, E("b", 10, "1001")], [E("x", 10, "1001")]).ShouldBe(["MissingOnRight a= ", "Matched b=x Reference"], "it repeats nothing");
    }

    [Fact]
    public void Every_entry_is_on_one_line_and_the_order_of_the_lists_does_not_matter()
    {
        var entry =
            from id in Gen.Choose(1, 12)
            from reference in Gen.Choose(0, 5)
            from amount in Gen.Choose(1, 6)
            from day in Gen.Choose(-3, 1)
            select E($"i{id}", amount / 100m, reference == 0 ? null : $"r{reference}", Day.AddDays(day));
        var lists = entry.ListOf(14).Two().ToArbitrary();
        var options = new ReconciliationOptions { AmountTolerance = 1, DateTolerance = 1 };

        Prop.ForAll(lists, pair =>
        {
            var (left, right) = (pair.Item1.ToList(), pair.Item2.ToList());
            var lines = Reconciler.Compare(Day, left, right, options);
            lines.Select(line => line.Left).OfType<ReconciliationEntry>().Count().ShouldBe(left.Count);
            lines.Select(line => line.Right).OfType<ReconciliationEntry>().Count().ShouldBe(right.Count);
            lines.Select(line => line.Left).OfType<ReconciliationEntry>().Sum(e => e.Amount).ShouldBe(left.Sum(e => e.Amount));
            foreach (var line in lines.Where(line => line.Kind == ReconciliationKind.Matched))
                Math.Abs(line.Difference!.Value).ShouldBeLessThanOrEqualTo(0.01m);
            left.Reverse();
            right.Reverse();
            Reconciler.Compare(Day, left, right, options).ShouldBe(lines);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Fifty_thousand_entries_a_side_take_seconds_and_every_planted_mismatch_is_found()
    {
        const int count = 50_000;
        var left = Enumerable.Range(0, count).Select(n => E(Number("T", n), Price(n), n % 3 == 0 ? null : Number("R", n), Day.AddDays(-(n % 4)))).ToList();
        var right = left.Select((entry, n) => (n % 4) switch
        {
            0 => entry,
            1 => entry with { Id = Number("L", n) },
            2 => entry with { Id = Number("L", n), Reference = entry.Id },
            _ => entry with { Id = Number("L", n), Date = entry.Date.AddDays(1) },
        }).ToList();
        right[4] = right[4] with { Amount = right[4].Amount + 1_000_000 };
        right.RemoveAt(right.Count - 8);
        right.Add(E("only right", 7_777_777));
        left.Add(left[8]);

        var watch = Stopwatch.StartNew();
        var lines = Reconciler.Compare(Day, left, right, new ReconciliationOptions { AmountTolerance = 2, DateTolerance = 2 });
        watch.Stop();

        lines.Where(line => line.IsMismatch).Select(line => line.Kind).ShouldBe(
            [ReconciliationKind.AmountDiffers, ReconciliationKind.MissingOnRight, ReconciliationKind.MissingOnLeft, ReconciliationKind.Duplicate]);
        TestContext.Current.TestOutputHelper!.WriteLine($"{watch.ElapsedMilliseconds} ms");
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Lists_with_nothing_in_common_but_one_reference_take_no_longer()
    {
        var left = Enumerable.Range(0, 50_000).Select(n => E(Number("a", n), 10 + n, "SETTLEMENT")).ToList();
        var right = Enumerable.Range(0, 50_000).Select(n => E(Number("b", n), 10.01m + n, "SETTLEMENT", Day.AddDays(-9))).ToList();

        Compare(left, right, new ReconciliationOptions { AmountTolerance = 500, DateTolerance = 1 }).Count(line => line.Kind == ReconciliationKind.Matched).ShouldBe(0);
    }

    /// <summary>Prices that repeat, but not among entries of near days without a reference.</summary>
    private static decimal Price(int n) => n % 3 == 0 ? 100 + (n / 10m) : 5 + (n % 400 / 100m);

    private static string Number(string prefix, int n) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{n:d6}");

    private static ReconciliationEntry E(string id, decimal amount, string? reference = null, DateOnly? date = null, TimeOnly? time = null, string currency = "GBP") =>
        new() { Id = id, Amount = amount, Reference = reference, Date = date ?? Day, Time = time, Currency = currency };

    private static IReadOnlyList<ReconciliationLine> Compare(IReadOnlyList<ReconciliationEntry> left, IReadOnlyList<ReconciliationEntry> right, ReconciliationOptions? options = null) =>
        Reconciler.Compare(Day, left, right, options ?? Strict);

    private static string[] Said(IReadOnlyList<ReconciliationEntry> left, IReadOnlyList<ReconciliationEntry> right, ReconciliationOptions? options = null) =>
        [.. Compare(left, right, options).Select(Say)];

    private static string Say(ReconciliationLine line) => $"{line.Kind} {line.Left?.Id}={line.Right?.Id} {line.By}";
}
