using ClarityConnect.Workflows.Simulators.State;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Simulators.State;

public sealed class State_file : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"simulators-{Guid.NewGuid():n}", "state.jsonl");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public async Task Gives_back_its_records_in_order()
    {
        await WriteAsync(1, 2, 3);
        (await ReadAsync()).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task Keeps_what_was_flushed_when_the_last_line_was_cut_off()
    {
        await WriteAsync(1, 2);
        await File.AppendAllTextAsync(_path, "{\"kind\":\"n\",\"rec", TestContext.Current.CancellationToken);
        await WriteAsync(3);
        (await ReadAsync()).ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public async Task Says_where_it_is_damaged()
    {
        await WriteAsync(1);
        await File.AppendAllTextAsync(_path, "nonsense\n{}\n", TestContext.Current.CancellationToken);
        Should.Throw<InvalidDataException>(() => StateJournal.Open(_path)).Message.ShouldContain(_path);
    }

    [Fact]
    public async Task Shares_flushes_between_callers()
    {
        var (journal, _) = StateJournal.Open(_path);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(async () =>
        {
            journal.Append("n", i);
            await journal.FlushAsync();
        })));
        await journal.DisposeAsync();
        (await ReadAsync()).Order().ShouldBe(Enumerable.Range(0, 200).Select(i => $"{i}").Order());
    }

    private async Task WriteAsync(params int[] numbers)
    {
        var (journal, _) = StateJournal.Open(_path);
        foreach (var number in numbers)
            journal.Append("n", number);
        await journal.DisposeAsync();
    }

    private async Task<IReadOnlyList<string>> ReadAsync()
    {
        var (journal, records) = StateJournal.Open(_path);
        await journal.DisposeAsync();
        return [.. records.Select(r => r.Record.GetRawText())];
    }
}
