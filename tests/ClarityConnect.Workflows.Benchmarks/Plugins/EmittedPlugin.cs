using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Benchmarks.Plugins;

/// <summary>A plugin of many small activities, each an input, an output and an addition, as an author's compiler would have made it.</summary>
internal static class EmittedPlugin
{
    private const MethodAttributes Accessor = MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName;

    /// <summary>The namespace of the activities of a plugin.</summary>
    public static string NamespaceOf(int number) => string.Create(CultureInfo.InvariantCulture, $"Acme.Many{number:00}");

    /// <summary>Writes the folder of a plugin.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="number">Which of several it is.</param>
    /// <param name="activities">How many activities it has.</param>
    /// <returns>What it says of itself, and its assembly.</returns>
    public static (PluginManifest Manifest, string File) Write(string folder, int number, int activities)
    {
        var name = NamespaceOf(number);
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, $"{name}.dll");
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0, 0, 0) }, typeof(object).Assembly);
        var module = assembly.DefineDynamicModule(name);
        for (var step = 1; step <= activities; step++)
            Define(module, name, $"Step{step}");
        assembly.Save(file);
        var manifest = new PluginManifest
        {
            Id = name.ToLowerInvariant(),
            Version = "1.0.0",
            Name = name,
            Sdk = SdkRange.Own.ToString(),
            Assembly = Path.GetFileName(file),
            Reach = new PluginReach([], []),
        };
        File.WriteAllText(
            Path.Combine(folder, PluginManifest.FileName),
            $$"""{"id":"{{manifest.Id}}","version":"{{manifest.Version}}","name":"{{manifest.Name}}","sdk":"{{manifest.Sdk}}","assembly":"{{manifest.Assembly}}","reach":{"hosts":[],"connections":[]} }""");
        return (manifest, file);
    }

    private static void Define(ModuleBuilder module, string ns, string name)
    {
        var type = module.DefineType($"{ns}.{name}", TypeAttributes.Public | TypeAttributes.Sealed, typeof(CodeActivity<int>));
        type.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(ActivityAttribute).GetConstructor([typeof(string), typeof(string), typeof(string)])!, [ns, ns, "Adds one to a number."]));
        var field = type.DefineField("amount", typeof(Input<int>), FieldAttributes.Private);
        var getter = Getter(type, field);
        var amount = type.DefineProperty("Amount", PropertyAttributes.None, typeof(Input<int>), null);
        amount.SetGetMethod(getter);
        amount.SetSetMethod(Setter(type, field));
        amount.SetCustomAttribute(new CustomAttributeBuilder(
            typeof(InputAttribute).GetConstructor([])!, [], [typeof(InputAttribute).GetProperty(nameof(InputAttribute.Description))!], ["The number."]));
        DefineConstructor(type, field);
        DefineExecute(type, getter);
        type.CreateType();
    }

    private static MethodBuilder Getter(TypeBuilder type, FieldBuilder field)
    {
        var getter = type.DefineMethod("get_Amount", Accessor, field.FieldType, []);
        var il = getter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ret);
        return getter;
    }

    private static MethodBuilder Setter(TypeBuilder type, FieldBuilder field)
    {
        var setter = type.DefineMethod("set_Amount", Accessor, null, [field.FieldType]);
        var il = setter.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
        return setter;
    }

    private static void DefineConstructor(TypeBuilder type, FieldBuilder field)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, []).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4_0);
        il.Emit(OpCodes.Newobj, typeof(Input<int>).GetConstructor([typeof(int)])!);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(CodeActivity<int>).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [])!);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineExecute(TypeBuilder type, MethodBuilder getter)
    {
        var context = typeof(ActivityExecutionContext);
        var execute = type.DefineMethod("Execute", MethodAttributes.Family | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(void), [context]);
        var il = execute.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, typeof(CodeActivity<int>).GetProperty(nameof(CodeActivity<int>.Result))!.GetMethod!);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, getter);
        il.Emit(OpCodes.Callvirt, context.GetMethod(nameof(ActivityExecutionContext.Get))!.MakeGenericMethod(typeof(int)));
        il.Emit(OpCodes.Ldc_I4_1);
        il.Emit(OpCodes.Add);
        il.Emit(OpCodes.Callvirt, context.GetMethod(nameof(ActivityExecutionContext.Set))!.MakeGenericMethod(typeof(int)));
        il.Emit(OpCodes.Ret);
    }
}
