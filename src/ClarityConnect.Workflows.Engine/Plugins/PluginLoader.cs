using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Loads a plugin from its private folder. All of its code that runs then has a thread of its own and a time limit.</summary>
internal static class PluginLoader
{
    /// <exception cref="PluginRefusedException">It cannot be loaded; the message says why.</exception>
    /// <exception cref="TimeoutException">It did not come to an end within the limit.</exception>
    public static async Task<LoadedPlugin> LoadAsync(PluginManifest manifest, string folder, TimeSpan limit, TimeProvider time)
    {
        var file = Path.Combine(folder, manifest.Assembly);
        CheckSdk(manifest);
        CheckAssembly(manifest, file);
        var icon = PluginIcon.Read(manifest, folder);
        var context = new PluginLoadContext(manifest, file);
        if (context.MissingReference(file) is { } missing)
            throw new PluginRefusedException($"It lacks the assembly {missing}, which {manifest.Assembly} needs. Build the plugin with EnableDynamicLoading, so that its dependencies are beside it, and copy the whole folder.");
        var loaded = new TaskCompletionSource<LoadedPlugin>(TaskCreationOptions.RunContinuationsAsynchronously);
        // A thread cannot be ended from outside. One that hangs is left behind with the least priority, and does not keep the server from ending.
        var thread = new Thread(() => Run(manifest, folder, file, context, loaded)) { IsBackground = true, Name = $"Plugin {manifest.Title}", Priority = ThreadPriority.BelowNormal };
        thread.Start();
        try
        {
            return await loaded.Task.WaitAsync(limit, time) with { Icon = icon };
        }
        catch (TimeoutException)
        {
            thread.Priority = ThreadPriority.Lowest;
            context.Unload();
            throw;
        }
        catch
        {
            context.Unload();
            throw;
        }
    }

    private static void Run(PluginManifest manifest, string folder, string file, PluginLoadContext context, TaskCompletionSource<LoadedPlugin> loaded)
    {
        try
        {
            loaded.TrySetResult(Load(manifest, folder, file, context));
        }
        catch (Exception exception)
        {
            loaded.TrySetException(exception as PluginRefusedException ?? new PluginRefusedException(Describe(manifest, exception), exception));
        }
    }

    private static LoadedPlugin Load(PluginManifest manifest, string folder, string file, PluginLoadContext context)
    {
        var assembly = context.LoadFromAssemblyPath(file);
        var types = assembly.GetExportedTypes();
        var activities = Concrete(types, typeof(Activity)).ConvertAll(type => DescriptorFactory.Describe(type) with { Plugin = manifest });
        var connections = Concrete(types, typeof(Connection));
        foreach (var type in connections)
        {
            _ = type.GetCustomAttribute<ConnectionTypeAttribute>() ?? throw new InvalidOperationException($"{type} needs a [ConnectionType] attribute that gives it a key and a name.");
            _ = Connections.ConnectionFields.Of(type);
        }

        if (activities.Count == 0 && connections.Count == 0)
            throw new PluginRefusedException($"It adds nothing: {manifest.Assembly} has no public class that is an activity, a trigger or a connection type. Make them public, and name the right assembly in {PluginManifest.FileName}.");
        if (activities.GroupBy(activity => (activity.TypeName, activity.Version)).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new PluginRefusedException($"Two of its classes are both the activity '{twice.Key.TypeName}' version {twice.Key.Version}: {string.Join(" and ", twice.Select(activity => activity.ClrType.FullName))}. Its author has to rename one, or give it another version.");
        if (activities.Select(ReservedNames.ProblemOf).FirstOrDefault(problem => problem is not null) is { } reserved)
            throw new PluginRefusedException(reserved);
        CheckAdditions(manifest, activities.ConvertAll(activity => activity.TypeName), connections.ConvertAll(type => type.GetCustomAttribute<ConnectionTypeAttribute>()!.Key));
        return new LoadedPlugin(manifest, folder, context, activities, connections);
    }

    private static List<Type> Concrete(IEnumerable<Type> types, Type kind) =>
        [.. types.Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && type.IsAssignableTo(kind)).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    private static void CheckSdk(PluginManifest manifest)
    {
        var range = SdkRange.Parse(manifest.Sdk)!;
        if (range.Contains(SdkRange.Own))
            return;
        throw new PluginRefusedException(range.IsAfter(SdkRange.Own)
            ? $"It was made for a newer Sdk ({manifest.Sdk}) than this server has ({SdkRange.Own}). Update the server, or install an older version of the plugin."
            : $"It was made for another Sdk ({manifest.Sdk}) than this server has ({SdkRange.Own}). Install a newer version of the plugin.");
    }

    private static void CheckAssembly(PluginManifest manifest, string file)
    {
        if (!File.Exists(file))
            throw new PluginRefusedException($"Its assembly {manifest.Assembly} is not there. Copy the whole folder that the build of the plugin made.");
        try
        {
            foreach (var reference in References(file).Where(reference => reference.Name == typeof(Activity).Assembly.GetName().Name && SdkRange.Short(reference.Version!) > SdkRange.Own))
                throw new PluginRefusedException($"It was built with a newer Sdk ({SdkRange.Short(reference.Version!)}) than this server has ({SdkRange.Own}). Update the server, or install an older version of the plugin.");
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            throw new PluginRefusedException($"Its {manifest.Assembly} is no .NET assembly. Copy the whole folder that the build of the plugin made.", exception);
        }
    }

    /// <summary>What an assembly refers to, read without loading it.</summary>
    public static List<AssemblyName> References(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => new AssemblyName(metadata.GetString(reference.Name)) { Version = reference.Version })];
    }

    private static void CheckAdditions(PluginManifest manifest, List<string> activities, List<string> connections)
    {
        if (manifest.Adds is not { } declared)
            return;
        var problems = Differences("activity", declared.Activities, activities).Concat(Differences("connection type", declared.Connections, connections)).ToList();
        if (problems.Count > 0)
            throw new PluginRefusedException($"What it adds is not what its {PluginManifest.FileName} says: {string.Join("; ", problems)}. Correct 'adds', or leave it out.");
    }

    private static IEnumerable<string> Differences(string what, IReadOnlyList<string> declared, List<string> found) =>
        found.Distinct().Where(name => !declared.Contains(name)).Select(name => $"the {what} '{name}' is not named")
            .Concat(declared.Where(name => !found.Contains(name)).Select(name => $"there is no {what} '{name}'"));

    private static string Describe(PluginManifest manifest, Exception exception)
    {
        var cause = exception;
        while (cause is TargetInvocationException or TypeInitializationException && cause.InnerException is { } inner)
            cause = inner;
        return cause switch
        {
            FileNotFoundException missing => $"{missing.Message} Build the plugin with EnableDynamicLoading, so that its dependencies are beside it, and copy the whole folder.",
            ReflectionTypeLoadException types => $"Its types cannot be loaded: {types.LoaderExceptions.OfType<Exception>().FirstOrDefault()?.Message ?? types.Message}",
            TypeLoadException or MissingMemberException or FileLoadException => $"It does not fit this server's Sdk ({SdkRange.Own}): {cause.Message} Build it again with that Sdk.",
            InvalidOperationException when ReferenceEquals(cause, exception) => cause.Message,
            _ => $"Its own code failed while it was loaded: {cause.GetType().Name}: {cause.Message} at {Place(cause)}. Its author has to correct {manifest.Assembly}.",
        };
    }

    private static string Place(Exception exception) =>
        exception.TargetSite is { } method ? $"{method.DeclaringType?.FullName}.{method.Name}" : "an unknown place";
}
