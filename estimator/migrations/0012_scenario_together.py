from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('estimator', '0011_last_change'),
    ]

    operations = [
        migrations.AddField(
            model_name='assessment',
            name='scenario_together',
            field=models.BooleanField(default=False, help_text='同じ種類の条件がいくつかあるとき、合わせて数えるほう。', verbose_name='同時に起きたときに数える'),
        ),
    ]
