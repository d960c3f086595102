using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Schedules;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>Plays the scenes at their time, and moves the clock on to what comes next whenever the server has nothing to do.</summary>
internal sealed class DayPlayer(IServiceProvider services, DayClock clock, IReadOnlyList<Company> companies, TextWriter output)
{
    /// <summary>How far the clock is moved at once: a little more than triggers wait, so that each of them looks at every step.</summary>
    private static readonly TimeSpan Step = DayTemplates.Interval + TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Plays the day.</summary>
    /// <param name="end">When it ends.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PlayAsync(DateTimeOffset end, CancellationToken cancellationToken)
    {
        var scenes = companies.SelectMany(company => company.Scenes, (company, scene) => (Company: company, Scene: scene)).OrderBy(entry => entry.Scene.At).ToList();
        foreach (var (company, scene) in scenes)
        {
            await PlayUntilAsync(scene.At, cancellationToken);
            output.WriteLine($"  {scene.At:ddd HH:mm}  {company.Name}: {scene.What}");
            await scene.PlayAsync(cancellationToken);
        }

        await PlayUntilAsync(end, cancellationToken);
        await BecomeQuietAsync(cancellationToken);
    }

    private async Task PlayUntilAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        await BecomeQuietAsync(cancellationToken);
        while (clock.GetUtcNow() is var now && now < until)
        {
            var next = now + Step < until ? now + Step : until;
            foreach (var company in companies)
                await company.PassAsync(next, cancellationToken);
            clock.MoveTo(next);
            services.GetRequiredService<Dispatcher>().Wake();
            await BecomeQuietAsync(cancellationToken);
        }
    }

    /// <summary>Waits until triggers have looked and no workflow has anything to do now; looks twice, because a message may be between the two.</summary>
    private async Task BecomeQuietAsync(CancellationToken cancellationToken)
    {
        for (var quiet = 0; quiet < 2;)
        {
            quiet = await IsQuietAsync(cancellationToken) ? quiet + 1 : 0;
            await Task.Delay(Look, clock, cancellationToken);
        }
    }

    private async Task<bool> IsQuietAsync(CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<Scheduler>().RunOnceAsync(cancellationToken) > 0)
            return false;
        var counts = await services.GetRequiredService<IInstanceReader>().CountAsync(DateTimeOffset.MaxValue, cancellationToken);
        if (counts.Any(count => count.Status is InstanceStatus.Pending or InstanceStatus.Executing))
            return false;
        return await services.GetRequiredService<IExecutionStore>().NextDueAsync(cancellationToken) is not { } due || due > clock.GetUtcNow();
    }
}
