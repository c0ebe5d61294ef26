using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Quartz;
using SyncWorker.Config;
using SyncWorker.Config.Secrets;
using SyncWorker.Hosting.Config;
using SyncWorker.Hosting.Jobs;
using SyncWorker.Send;
using SyncWorker.Store;

namespace SyncWorker.Hosting.Schedule;

static class ScheduleRegistration
{
    /// <summary>
    /// Quartz with its own SQLite file. Jobs are durable and declared here; their triggers come from schedule.json through
    /// <see cref="ScheduleReconciler"/>. An interrupted or killed job runs again at the next start.
    /// </summary>
    public static IServiceCollection AddSchedule(this IServiceCollection services, WorkerFolders folders)
    {
        services.TryAddSingleton<SecretStore>();
        services
            .AddSingleton<ScheduleReconciler>()
            .AddSingleton<LastOutcomes>()
            .AddSingleton<JobProcess>()
            .AddSingleton<IdleTrim>()
            .AddSingleton<JobRecords>()
            .AddSingleton(provider => new JobPauses(
                new(new SyncStore(folders, provider.GetRequiredService<TimeProvider>())),
                provider.GetRequiredService<CurrentConfig>()
            ))
            .AddSingleton<ClockCheck>()
            .AddSingleton<JobPing>()
            .AddHostedService(provider => provider.GetRequiredService<JobPing>())
            .AddSingleton<HeartbeatTurn>()
            .AddHostedService(provider => provider.GetRequiredService<HeartbeatTurn>())
            .AddSingleton<TroubleMail>()
            .AddSingleton<TroubleParts>()
            .AddSingleton(provider => new RunTimer(
                provider.GetRequiredService<TroubleParts>().File,
                provider.GetRequiredService<TimeProvider>()
            ))
            .AddSingleton<ConditionWatch>()
            .AddSingleton<StartTrouble>()
            .AddSingleton<TroubleWatch>()
            .AddHostedService(provider => provider.GetRequiredService<TroubleWatch>())
            .AddSingleton(provider => new PendingMail(folders, provider.GetRequiredService<TimeProvider>()));
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "syncworker";
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs;
                scheduler.DefaultTimeZone = TimeZoneInfo.Utc;
            });
            quartz.UseDefaultThreadPool(JobKinds.All.Count + 1); // one each, and one for the turn: none waits for another
            quartz.UsePersistentStore(store =>
            {
                store.ConfigureStore(options =>
                {
                    options.StoreJobDataAsStrings = true;
                    options.MisfireThreshold = FireDecision.OnTime;
                    options.MisfireHandlerFrequency = TimeSpan.FromSeconds(15);
                    options.RecoverFiringsCancelledByShutdown = true;
                });
                if (StoreEngine.Of(folders) is PostgresEngine shared)
                {
                    UseShared(store, shared);
                }
                else
                {
                    store.UseSqlite(
                        SqliteFactory.Instance,
                        new SqliteConnectionStringBuilder { DataSource = folders.Schedule, DefaultTimeout = 30 }.ToString()
                    );
                }

                store.UseSystemTextJsonSerializer(json => json.AddCalendarSerializer(new RunDaysJson()));
                store.ProvisionSchema();
            });
            quartz.AddJob<HeartbeatJob>(job => job.WithIdentity(HeartbeatJob.Key).StoreDurably());
            foreach (var (name, type) in JobKinds.All)
            {
                quartz.AddJob(type, job => job.WithIdentity(JobKinds.Key(name)).StoreDurably().RequestRecovery());
            }
        });
        if (StoreEngine.Of(folders) is PostgresEngine engine)
        {
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SharedSchedule>(provider, engine));
        }
        else
        {
            services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        }

        return services;
    }

    // Quartz's own cluster, in the schema of the store: a job that a worker began and did not end is taken over by another within seconds.
    static void UseShared(IPersistentStoreBuilder store, PostgresEngine shared)
    {
        store.UsePostgres(NpgsqlFactory.Instance, shared.ConnectionString(Durability.PowerCut));
        store.ConfigureStore(options => options.TablePrefix = $"{shared.Options.Schema}.qrtz_");
        store.UseClustering(cluster =>
        {
            cluster.CheckinInterval = TimeSpan.FromSeconds(2);
            cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(4); // above the worst pause of a virtual machine that is moved
        });
    }
}
