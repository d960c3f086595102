using System.Globalization;
using ClarityConnect.Workflows.EndToEndTests.Processes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Demo;

/// <summary>
/// Kills the whole program in the middle of a business day, again and again, and starts it again on the same folder. However often it dies,
/// the day completes and the ledger holds each journal once. CLARITY_TEST_LONG=1 makes ten times the kills; CLARITY_TEST_SEED repeats a run.
/// </summary>
public sealed class KillTests(ITestOutputHelper log)
{
    private const int Stores = 9;
    private static readonly int Kills = Environment.GetEnvironmentVariable("CLARITY_TEST_LONG") == "1" ? 200 : 20;
    private const int KillsOfOneDay = 10;

    [Fact]
    public async Task A_day_that_is_killed_again_and_again_is_posted_exactly_once()
    {
        var ct = TestContext.Current.CancellationToken;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CLARITY_TEST_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        log.WriteLine($"CLARITY_TEST_SEED={seed}");
        var random = new Random(seed);
        var kills = 0;
        for (var day = 1; kills < Kills; day++)
            kills += await PlayAsync(day, withFaults: day % 2 == 0, Math.Min(Kills - kills, KillsOfOneDay), random, ct);
    }

    /// <summary>Plays one day to its end through at most so many kills.</summary>
    private async Task<int> PlayAsync(int day, bool withFaults, int most, Random random, CancellationToken ct)
    {
        string[] options =
        [
            "--exit", "--stores", Stores.ToString(CultureInfo.InvariantCulture), "--tickets", "900", "--seed", day.ToString(CultureInfo.InvariantCulture),
            .. withFaults ? (string[])["--faults"] : [],
        ];
        using var folder = new TemporaryFolder();
        for (var kills = 0; ; kills++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await using var demo = ServerProcess.Start("demo", folder.Path, null, options);
            if (kills < most && await demo.SaysAsync("Playing", ct))
            {
                var life = Life(TimeProvider.System.GetElapsedTime(began), random);
                if (!await demo.EndsWithinAsync(life, ct))
                {
                    await demo.KillAsync(ct);
                    log.WriteLine($"Day {day}{(withFaults ? " with faults" : "")}: killed {life.TotalMilliseconds:0} ms into the day; {SimulatedLedger.References(folder.Path).Count} journals posted.");
                    continue;
                }
            }

            var code = await demo.EndAsync(ct);
            code.ShouldBe(0, demo.Output);
            demo.Output.ShouldContain("the ledger holds every journal exactly once.");
            var references = SimulatedLedger.References(folder.Path);
            references.Count.ShouldBe(2 * Stores, demo.Output);
            references.ShouldBeUnique();
            log.WriteLine($"Day {day}: complete after {kills} kills.");
            return kills;
        }
    }

    /// <summary>
    /// How long to let the program play: up to 2.5 s on an idle machine, as much longer as the start took longer on a busy one, so that kills
    /// meet the day in its beginning, its middle and its end.
    /// </summary>
    private static TimeSpan Life(TimeSpan start, Random random)
    {
        var longest = TimeSpan.FromSeconds(Math.Clamp(start.TotalSeconds, 2.5, 6));
        return longest * random.NextDouble();
    }
}
