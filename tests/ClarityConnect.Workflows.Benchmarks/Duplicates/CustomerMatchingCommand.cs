using System.Globalization;
using System.Runtime.InteropServices;
using ClarityConnect.Workflows.Benchmarks.Load;
using ClarityConnect.Workflows.Engine.Duplicates;
using ClarityConnect.Workflows.Tests.Customers;

namespace ClarityConnect.Workflows.Benchmarks.Duplicates;

/// <summary>Finds the duplicates in generated lists of customers and reports time, precision and recall for three seeds.</summary>
internal static class CustomerMatchingCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        var count = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 100_000;
        var before = Machine.Load;
        var rows = new List<string>();
        var isGood = true;
        for (var seed = 1; seed <= 3; seed++)
        {
            var customers = LabelledCustomers.Generate(count, seed);
            var list = customers.Select(customer => customer.Customer).ToList();
            var began = TimeProvider.System.GetTimestamp();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var report = CustomerMatching.FindDuplicates(list, "GB");
            var elapsed = TimeProvider.System.GetElapsedTime(began);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            var quality = MatchingQuality.Of(customers, report);
            isGood &= elapsed <= Limit && quality is { Precision: >= 0.99, Recall: >= 0.95 };
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| {seed} | {elapsed.TotalSeconds:0.00} s | {quality.Precision:0.0000} | {quality.Recall:0.0000} | {quality.MergePrecision:0.0000} | {quality.Pairs:N0} | {quality.Merged:N0} | {quality.Review:N0} | {allocated / (1024 * 1024):N0} MiB |"));
        }

        string[] lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"## {count:N0} customers, {TimeProvider.System.GetUtcNow():u}"),
            "",
            $"{Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, one thread. Load average {before} before, {Machine.Load} after. Targets: ≤ 10 s, precision ≥ 0.99, recall ≥ 0.95.",
            "",
            "| seed | time | precision | recall | precision of merges | true pairs | merged | to review | allocated |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
            .. rows,
        ];
        await output.WriteLineAsync(string.Join('\n', lines));
        if (arguments.Length > 1)
            await File.AppendAllLinesAsync(arguments[1], lines);
        return isGood ? 0 : 1;
    }
}
